package dev.reprise.bench.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a JVM has used so far.
 *
 * @param cpuNanos CPU time of the process
 * @param streamNanos CPU time of its stream threads that live
 * @param gcMillis time spent collecting garbage
 * @param heapUsed bytes of heap in use, garbage included
 * @param heapMax most bytes that the heap may have
 * @param resident most bytes of memory that the process has ever held at a time; 0 if the system does not tell
 */
public record Usage(long cpuNanos, long streamNanos, long gcMillis, long heapUsed, long heapMax, long resident) {

    static Usage ofThisProcess() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long gc = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(bean -> Math.max(0, bean.getCollectionTime()))
                .sum();
        return new Usage(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
                streamThreads(),
                gc,
                heap.getUsed(),
                heap.getMax(),
                mostResident());
    }

    private static long streamThreads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("-StreamThread-") && isThread(thread)) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }

    /** Not one of its producers or consumers, whose names begin with the thread's. */
    private static boolean isThread(ThreadInfo thread) {
        return Character.isDigit(
                        thread.getThreadName().charAt(thread.getThreadName().length() - 1))
                && !thread.getThreadName().contains("|");
    }

    private static long mostResident() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // not Linux
        }
    }

    /** One line of text. */
    String line() {
        return cpuNanos + " " + streamNanos + " " + gcMillis + " " + heapUsed + " " + heapMax + " " + resident;
    }

    static Usage parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Usage(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
    }
}
