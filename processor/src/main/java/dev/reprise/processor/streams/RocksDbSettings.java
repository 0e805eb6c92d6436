package dev.reprise.processor.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the native memory of all stores together. By default each of them has a block cache of 50 MiB and three write buffers of
 * 16 MiB: with 5 stores and 4 partitions, 2 GiB. Here all share one cache, from which write buffers are taken, too.
 */
public final class RocksDbSettings implements RocksDBConfigSetter {
    /** Setting: bytes of native memory for the stores of this process. The first store that opens decides. */
    static final String MEMORY = "reprise.rocksdb.memory.bytes";

    private static final long DEFAULT_MEMORY = 192L << 20;
    private static final long MIB = 1L << 20;

    /** Lives as long as the process: stores come and go with their partitions. */
    private static final class Shared {
        private static @org.jspecify.annotations.Nullable Shared instance;

        private final Cache cache;
        private final WriteBufferManager writeBuffers;

        private Shared(long bytes) {
            RocksDB.loadLibrary();
            cache = new LRUCache(bytes);
            writeBuffers = new WriteBufferManager(bytes / 2, cache);
        }

        private static synchronized Shared of(Map<String, Object> configs) {
            if (instance == null) {
                Object bytes = configs.get(MEMORY);
                instance = new Shared(bytes == null ? DEFAULT_MEMORY : Long.parseLong(bytes.toString()));
            }
            return instance;
        }
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared shared = Shared.of(configs);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache);
        // Indexes and filters of a large store are tens of MiB: inside the bound, too, and not evicted by data.
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(shared.writeBuffers);
        options.setWriteBufferSize(writeBufferSize(storeName));
        options.setMaxWriteBufferNumber(2); // one filling, one being written to disk
    }

    /** Larger buffers absorb more rewriting of hot rows before it reaches the disk; meta is tiny. */
    private static long writeBufferSize(String storeName) {
        return switch (storeName) {
            case StoreNames.JOBS -> 32 * MIB; // with their indexes
            case StoreNames.META, StoreNames.REFUSALS -> MIB;
            default -> 8 * MIB;
        };
    }

    @Override
    public void close(String storeName, Options options) {
        // What is shared stays; Kafka Streams closes the rest.
    }
}
