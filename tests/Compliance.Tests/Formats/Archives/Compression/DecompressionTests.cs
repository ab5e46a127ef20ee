using Compliance.Formats.Archives.Compression;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.Archives.Compression;

public sealed class DecompressionTests
{
    private static readonly byte[] Text = [.. Enumerable.Range(0, 70_000).Select(i => (byte)((i * i) >> 7))];

    [Theory]
    [InlineData(CompressionKind.Gzip)]
    [InlineData(CompressionKind.Zstd)]
    public void Several_members_are_one_stream(CompressionKind kind)
    {
        byte[] two = [.. LayerBuilder.Compress(Text, kind), .. LayerBuilder.Compress([], kind), .. LayerBuilder.Compress([1, 2, 3], kind)];
        Assert.Equal(kind, Decompression.Sniff(two));
        Assert.Equal([.. Text, 1, 2, 3], Read(two, kind));
    }

    [Theory]
    [InlineData(CompressionKind.Gzip)]
    [InlineData(CompressionKind.Zstd)]
    public void Every_truncation_is_refused(CompressionKind kind)
    {
        var whole = LayerBuilder.Compress(Text.AsSpan(0, 5000).ToArray(), kind);
        for (var length = 1; length < whole.Length; length++)
        {
            var problem = Assert.Throws<CorruptCompressionException>(() => Read(whole[..length], kind));
            Assert.NotEqual(CompressionCodes.DataAfterGzip, problem.Code);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(100, 7)]
    [InlineData(20_000, 3)]
    public void Bytes_after_gzip_are_refused(int count, int seed)
    {
        var garbage = new byte[count];
        new Random(seed).NextBytes(garbage);
        garbage[0] = 0;
        byte[] bytes = [.. LayerBuilder.Compress(Text, CompressionKind.Gzip), .. garbage];
        Assert.Equal(CompressionCodes.DataAfterGzip, Assert.Throws<CorruptCompressionException>(() => Read(bytes, CompressionKind.Gzip)).Code);
    }

    [Fact]
    public void Zero_bytes_after_zstd_are_refused() =>
        Assert.Throws<CorruptCompressionException>(() => Read([.. LayerBuilder.Compress(Text, CompressionKind.Zstd), 0, 0, 0, 0, 0], CompressionKind.Zstd));

    [Fact]
    public void Changed_trailer_is_refused()
    {
        var gzip = LayerBuilder.Compress(Text, CompressionKind.Gzip);
        for (var at = gzip.Length - 8; at < gzip.Length; at++)
        {
            var changed = (byte[])gzip.Clone();
            changed[at] ^= 0x10;
            Assert.Equal(CompressionCodes.GzipEndsEarly, Assert.Throws<CorruptCompressionException>(() => Read(changed, CompressionKind.Gzip)).Code);
        }
    }

    [Fact]
    public void Header_with_all_optional_fields_is_read()
    {
        var plain = LayerBuilder.Compress(Text, CompressionKind.Gzip);
        byte[] full = [0x1F, 0x8B, 8, 0x1F, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, .. "name\0"u8, .. "comment\0"u8, 1, 2, .. plain.AsSpan(10)];
        Assert.Equal(Text, Read(full, CompressionKind.Gzip));
    }

    [Fact]
    public void Many_small_members_are_read_in_time()
    {
        var member = LayerBuilder.Compress([7], CompressionKind.Gzip);
        var many = new byte[member.Length * 5000];
        for (var i = 0; i < 5000; i++) member.CopyTo(many, i * member.Length);
        Assert.Equal(5000, Read(many, CompressionKind.Gzip).Length);
    }

    [Theory]
    [InlineData(CompressionKind.Gzip)]
    [InlineData(CompressionKind.Zstd)]
    public void Mutated_data_is_read_or_refused(CompressionKind kind)
    {
        var seed = LayerBuilder.Compress(Text.AsSpan(0, 3000).ToArray(), kind);
        foreach (var mutation in Mutations.Of(seed, Mutations.Count, 5))
        {
            try
            {
                Read(mutation, kind);
            }
            catch (CorruptCompressionException)
            {
                // The one way to say so.
            }
        }
    }

    private static byte[] Read(byte[] bytes, CompressionKind kind)
    {
        using var stream = Decompression.Open(new MemoryStream(bytes), kind);
        var output = new MemoryStream();
        var buffer = new byte[4096];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            output.Write(buffer, 0, read);
            Assert.True(output.Length < 64 << 20);
        }

        return output.ToArray();
    }
}
