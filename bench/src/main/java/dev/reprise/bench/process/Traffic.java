package dev.reprise.bench.process;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Bytes of records that a broker has taken and given so far, headers of batches included: what is on the wire but for the frames
 * around it.
 *
 * @param in from producers, topologies among them
 * @param out to consumers, topologies among them
 */
public record Traffic(long in, long out) {
    static Traffic ofThisProcess() throws JMException {
        return new Traffic(count("BytesInPerSec"), count("BytesOutPerSec"));
    }

    private static long count(String meter) throws JMException {
        ObjectName name = new ObjectName("kafka.server:type=BrokerTopicMetrics,name=" + meter);
        Object count = ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Count");
        return ((Number) count).longValue();
    }

    /** One line of text. */
    String line() {
        return in + " " + out;
    }

    static Traffic parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Traffic(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
}
