import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.Yaml;

/** Prints a YAML file as JSON. */
class Load {
  public static void main(String[] arguments) throws Exception {
    Object value = new Yaml().load(Files.readString(Path.of(arguments[0])));
    System.out.write(new ObjectMapper().writeValueAsBytes(value));
    System.out.flush();
  }
}
