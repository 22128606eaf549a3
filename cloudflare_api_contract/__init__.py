"""The one reader of OpenAPI documents: for the generator, the mock, the tools and the tests.

document = load(Path("openapi.yaml"))       # checked; read() only parses
problems = Problems()                       # collects ContractErrors, to raise them at once
for operation in document.operations():     # place, path, method, node
    for parameter, place in document.parameters(operation):     # the path's too
        schema, place = document.follow(parameter["schema"], (*place, "schema"))
        raise document.error(place, "…")    # ContractError with file, line and place
    body = document.body(operation)         # media type and place, or None
    for status, response in document.successes(operation).items(): ...
document.resolve(node)                      # follows `$ref`, keeps keys beside it
document.lines.line(place)                  # int or None
for place, schema in schemas(document.data): ...
written_out(document)                       # a copy with one form for each construct
resolvable(document)                        # for libraries, which must open nothing outside it
"""

from .document import METHODS, Document, Operation, is_json, style_of
from .kinds import SUPPORTED
from .leaving_out import without
from .limits import require_harmless, require_size
from .places import ContractError, Json, Place, is_array, is_object
from .problems import Problems
from .reading import read, read_published, read_unchecked
from .references import objects, references
from .schemas import is_secret, parts, schemas
from .validation import load, require_valid, resolvable
from .written import written_out

__all__ = [
    "METHODS",
    "SUPPORTED",
    "ContractError",
    "Document",
    "Json",
    "Operation",
    "Place",
    "Problems",
    "is_array",
    "is_json",
    "is_object",
    "is_secret",
    "load",
    "objects",
    "parts",
    "read",
    "read_published",
    "read_unchecked",
    "references",
    "require_harmless",
    "require_size",
    "require_valid",
    "resolvable",
    "schemas",
    "style_of",
    "without",
    "written_out",
]
