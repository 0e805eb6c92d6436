package dev.reprise.node.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What our Dockerfile has to be, beyond well-formed. */
final class DockerfileRules {
    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:\\d+\\.\\d+[\\w.-]*");
    private static final Pattern JAVA = Pattern.compile("(?:temurin[:-])(\\d+)");
    private static final Pattern USER = Pattern.compile("[1-9]\\d*(:[1-9]\\d*)?");
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(secret|password|passwd|token|credential|apikey|api_key).*");
    private static final Pattern ASSIGNMENT = Pattern.compile("([\\w.]+)=(\"[^\"]*\"|\\S*)");

    private final List<Instruction> all;
    private final int last;
    private final List<String> mistakes = new ArrayList<>();

    private DockerfileRules(String dockerfile) {
        all = Instruction.parse(dockerfile);
        last = all.get(all.size() - 1).stage();
    }

    /** Where it is not as it has to be, in sentences. */
    static List<String> mistakes(String dockerfile) {
        DockerfileRules rules = new DockerfileRules(dockerfile);
        rules.images();
        rules.forms();
        rules.copies();
        rules.user();
        rules.start();
        rules.variables();
        return rules.mistakes;
    }

    private void expect(boolean right, String sentence) {
        if (!right) {
            mistakes.add(sentence);
        }
    }

    private List<Instruction> of(String name) {
        return all.stream().filter(one -> one.is(name)).toList();
    }

    private Optional<Instruction> inLastStage(String name) {
        return of(name).stream().filter(one -> one.stage() == last).reduce((first, second) -> second);
    }

    private void images() {
        Set<String> stages = new HashSet<>();
        for (Instruction from : of("FROM")) {
            List<String> words = from.words();
            String image = words.get(0);
            expect(stages.contains(image) || PINNED.matcher(image).matches(), image + " has no full version");
            if (words.size() == 3) {
                stages.add(words.get(2).toLowerCase(Locale.ROOT));
            }
            Matcher java = JAVA.matcher(image);
            expect(
                    java.find()
                            && Integer.parseInt(java.group(1))
                                    >= Integer.parseInt(Repository.property("maven.compiler.release")),
                    image + " has no Java that our classes run on");
        }
        expect(last > 0, "the build is not in a stage of its own");
        expect(!of("FROM").get(last).arguments().contains("alpine"), "RocksDB needs glibc");
        expect(of("FROM").get(last).arguments().contains("-jre"), "the image that runs has more than a JRE");
    }

    private void forms() {
        for (String name : List.of("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK")) {
            of(name).forEach(
                            one -> expect(one.exec().isPresent(), name + " is a line for a shell: " + one.arguments()));
        }
        expect(of("ADD").isEmpty(), "ADD does more than COPY");
        expect(of("SHELL").isEmpty(), "no shell is needed");
    }

    private void copies() {
        BuildContext context = BuildContext.ofRepository();
        for (Instruction copy : of("COPY")) {
            List<String> words = copy.words();
            boolean fromStage = copy.flag("from").isPresent();
            expect(
                    copy.stage() < last
                            || copy.flag("chown").filter("0:0"::equals).isPresent(),
                    "the node could change what it runs: COPY " + copy.arguments());
            for (String source : words.subList(0, words.size() - 1)) {
                expect(
                        fromStage ? isBuilt(source) : context.has(source),
                        source + (fromStage ? " is not built" : " is not there for the build, see .dockerignore"));
            }
        }
        List<String> missing = context.modulesWithoutPom();
        expect(missing.isEmpty(), "modules whose pom the build in the image cannot read: " + missing);
    }

    /** What {@code mvn package} of the node leaves behind, by its pom. */
    private static boolean isBuilt(String file) {
        String pom = Repository.text("node/pom.xml");
        return switch (file.replace("/src/node/target/", "")) {
            case "reprise-node.jar" -> pom.contains("<finalName>reprise-node</finalName>");
            case "lib" -> pom.contains("<classpathPrefix>lib/</classpathPrefix>");
            case "reprise-sbom.json" -> pom.contains("<outputName>reprise-sbom</outputName>");
            default -> false;
        };
    }

    private void user() {
        Optional<Instruction> user = inLastStage("USER");
        expect(
                user.isPresent() && USER.matcher(user.get().arguments()).matches(),
                "the node runs as " + user.map(Instruction::arguments).orElse("root")
                        + ", not under a number other than 0");
        Optional<Instruction> volume = inLastStage("VOLUME");
        expect(
                volume.flatMap(Instruction::exec)
                        .filter(List.of("/var/lib/reprise")::equals)
                        .isPresent(),
                "the data folder is no volume");
    }

    private void start() {
        List<String> entry =
                inLastStage("ENTRYPOINT").flatMap(Instruction::exec).orElse(List.of());
        expect(!entry.isEmpty() && entry.get(0).equals("java"), "the JVM is not the first process");
        expect(
                entry.stream().anyMatch(word -> word.startsWith("-XX:MaxRAMPercentage=")),
                "the heap does not follow the container's memory");
        List<String> words = inLastStage("CMD").flatMap(Instruction::exec).orElse(List.of());
        Verbs.mistake(words).ifPresent(mistakes::add);
        List<String> check =
                inLastStage("HEALTHCHECK").flatMap(Instruction::exec).orElse(List.of());
        expect(
                !check.isEmpty() && isCopied(check.get(check.size() - 1)),
                "no health check, or one that is not in the image: " + check);
        Set<String> started = new HashSet<>(entry);
        started.retainAll(Set.of("/opt/reprise/reprise-node.jar"));
        expect(started.stream().allMatch(this::isCopied) && !started.isEmpty(), "what is started is not in the image");
    }

    private boolean isCopied(String file) {
        return of("COPY").stream()
                .anyMatch(copy -> copy.stage() == last
                        && copy.words().get(copy.words().size() - 1).equals(file));
    }

    private void variables() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Instruction one : all) {
            if (one.is("ENV") || one.is("ARG") || one.is("LABEL")) {
                Matcher pair = ASSIGNMENT.matcher(one.arguments());
                while (pair.find()) {
                    String name = pair.group(1);
                    String value = pair.group(2).replace("\"", "");
                    expect(!SECRET.matcher(name).matches(), "a secret would stand in the image: " + name);
                    expect(
                            !name.endsWith(".version") || value.equals(Repository.version()),
                            name + " is " + value + ", but this is " + Repository.version());
                    if (one.is("ENV")) {
                        environment.put(name, value);
                    }
                }
            }
        }
        mistakes.addAll(NodeSettings.mistakes(environment));
    }
}
