using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Compression;

/// <summary>Compressed data can't be decompressed. Thrown by the streams of <see cref="Decompression"/> only; readers turn it into a defect.</summary>
public sealed class CorruptCompressionException : FormatException
{
    public CorruptCompressionException(DiagnosticCode code, long offset, string message, Exception? cause = null)
        : base(message, cause) => (Code, Offset) = (code, offset);

    public DiagnosticCode Code { get; }

    /// <summary>Offset in the compressed stream, as near as it is known.</summary>
    public long Offset { get; }

    public Defect ToDefect(string document) => new(Code, new Locator(document, Offset), Message);
}
