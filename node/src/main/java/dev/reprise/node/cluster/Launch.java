package dev.reprise.node.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a member of the cluster is started.
 *
 * @param name what people call it: {@code node-1}
 * @param jvm options of its JVM
 * @param arguments what {@code reprise} is told
 * @param environment added to an environment without any {@code REPRISE_…} of this process
 * @param log file that takes what it writes to stderr
 */
public record Launch(String name, List<String> jvm, List<String> arguments, Map<String, String> environment, Path log) {
    private static final String MAIN = "dev.reprise.node.Main";

    public Launch {
        jvm = List.copyOf(jvm);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    Process start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("REPRISE_"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return builder.start();
        } catch (IOException e) {
            throw new ClusterException("Expected to start " + name + ", but: " + e.getMessage(), e);
        }
    }
}
