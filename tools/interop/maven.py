"""openapi-generator for many languages in one run of Maven, with the artifacts of examples/java."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tools.repository import SPEC

from .running import VERSIONS, run

__all__ = ["CLASSPATH", "generate"]

CLASSPATH: Final = "classpath"
"""The file that `generate` also writes, with the jars that programs/Load.java needs."""
_LIBRARIES: Final = {"snakeyaml": "org.yaml", "jackson-databind": "com.fasterxml.jackson.core"}
_OFF: Final = "".join(
    f"<generate{each}>false</generate{each}>"
    for each in ("ApiTests", "ModelTests", "ApiDocumentation", "ModelDocumentation")
)
_OPTIONS: Final = {
    # By default, the values of all enums are constants of one package, and two enums have `stale`.
    "go": "<configOptions><enumClassPrefix>true</enumClassPrefix></configOptions>"
}
_EXECUTION: Final = re.compile(r"^\[INFO\] --- \S+:generate \((\S+)\) @ .*", re.MULTILINE)
_SERIOUS: Final = re.compile(r"^\[(?:WARNING|ERROR)\] (.+)", re.MULTILINE)


def generate(folder: Path, names: Iterable[str]) -> dict[str, list[str]]:
    """Generate clients, each in a folder with the name of its generator.

    Returns the warnings and errors by generator, and those of Maven itself as "".
    """
    generators = (
        f"<execution><id>{name}</id><phase>compile</phase><goals><goal>generate</goal></goals>"
        f"<configuration><inputSpec>{SPEC}</inputSpec><generatorName>{name}</generatorName>"
        f"<output>{folder}/{name}</output>{_OFF}{_OPTIONS.get(name, '')}"
        "</configuration></execution>"
        for name in names
    )
    jars = (
        "<execution><phase>compile</phase><goals><goal>build-classpath</goal></goals>"
        f"<configuration><outputFile>{folder}/{CLASSPATH}</outputFile></configuration></execution>"
    )
    libraries = (
        f"<dependency>{_artifact(group, name)}</dependency>" for name, group in _LIBRARIES.items()
    )
    plugins = (
        ("org.openapitools", "openapi-generator-maven-plugin", "".join(generators)),
        ("org.apache.maven.plugins", "maven-dependency-plugin", jars),
    )
    (folder / "pom.xml").write_text(
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>a</groupId><artifactId>a</artifactId><version>0</version>"
        f"<packaging>pom</packaging><dependencies>{''.join(libraries)}</dependencies><build><plugins>"
        + "".join(
            f"<plugin>{_artifact(group, name)}<executions>{executions}</executions></plugin>"
            for group, name, executions in plugins
        )
        + "</plugins></build></project>",
        "utf-8",
    )
    done = run("mvn", "--batch-mode", "-Dstyle.color=never", "compile", cwd=folder)
    before, *logs = _EXECUTION.split(done.stdout)
    found = {"": done.problems + _SERIOUS.findall(before)}
    return found | {
        name: _SERIOUS.findall(log) for name, log in zip(logs[::2], logs[1::2], strict=True)
    }


def _artifact(group: str, name: str) -> str:
    return (
        f"<groupId>{group}</groupId><artifactId>{name}</artifactId>"
        f"<version>{VERSIONS[name]}</version>"
    )
