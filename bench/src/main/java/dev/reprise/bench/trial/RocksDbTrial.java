package dev.reprise.bench.trial;

import dev.reprise.processor.streams.RocksDbSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.Options;

/**
 * The engine's settings of RocksDB with some of them changed, to see what these are worth:
 * {@code --set rocksdb.config.setter=dev.reprise.bench.trial.RocksDbTrial --set reprise.bench.rocksdb=LEVEL,BLOCK_16K}.
 */
public final class RocksDbTrial implements RocksDBConfigSetter {
    /** Setting: names of {@link Change}s, with commas between. */
    public static final String CHANGES = "reprise.bench.rocksdb";

    private static final long MIB = 1L << 20;

    private final RocksDbSettings settings = new RocksDbSettings();

    /** What can be tried. Kafka Streams' defaults are universal compaction, blocks of 4 KiB, Bloom filters of 10 bits a key, no compression. */
    public enum Change {
        NONE {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {}
        },
        LEVEL {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                options.setCompactionStyle(CompactionStyle.LEVEL);
            }
        },
        BLOCK_1K {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                table.setBlockSize(1 << 10);
            }
        },
        BLOCK_16K {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                table.setBlockSize(16 << 10);
            }
        },
        HASH_IN_BLOCKS {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
            }
        },
        NO_BLOOM {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                table.setFilterPolicy(null);
            }
        },
        MEMTABLE_BLOOM {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                options.setMemtablePrefixBloomSizeRatio(0.05);
                options.setMemtableWholeKeyFiltering(true);
            }
        },
        MEMTABLE_8M {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                options.setWriteBufferSize(8 * MIB);
            }
        },
        MEMTABLE_64M {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                options.setWriteBufferSize(64 * MIB);
            }
        },
        LZ4 {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                options.setCompressionType(CompressionType.LZ4_COMPRESSION);
            }
        },
        ZSTD {
            @Override
            void apply(Options options, BlockBasedTableConfig table) {
                options.setCompressionType(CompressionType.ZSTD_COMPRESSION);
            }
        };

        abstract void apply(Options options, BlockBasedTableConfig table);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        settings.setConfig(storeName, options, configs);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        changes(configs).forEach(change -> change.apply(options, table));
        options.setTableFormatConfig(table);
    }

    /** @throws IllegalArgumentException if one of them has no such name */
    private static List<Change> changes(Map<String, Object> configs) {
        return Arrays.stream(
                        configs.getOrDefault(CHANGES, Change.NONE).toString().split(","))
                .map(Change::valueOf)
                .toList();
    }

    @Override
    public void close(String storeName, Options options) {
        settings.close(storeName, options);
    }
}
