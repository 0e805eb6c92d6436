package dev.reprise.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run was made on. */
public final class Machine {
    private Machine() {}

    /** Processors, memory, system and Java. */
    public static Map<String, Object> figures() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("processors", system.getAvailableProcessors());
        all.put("processor", processor());
        all.put("memoryBytes", system.getTotalMemorySize());
        all.put("system", system.getName() + " " + system.getVersion());
        all.put("java", Runtime.version().toString());
        all.put("loadBefore", system.getSystemLoadAverage());
        return all;
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
