using System.CommandLine;
using System.Text;
using Compliance.Formats.Sbom.Writing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Sboms;

/// <summary>Options for a document that is written, and its writing: to a file, or to standard output.</summary>
internal sealed class SbomOutput
{
    private const int PieceBytes = 64 << 10;

    private readonly Option<string> form = new("--format") { Description = $"One of {string.Join(", ", SbomForm.All)}", HelpName = "format", DefaultValueFactory = _ => SbomForm.Spdx23 };
    private readonly Option<string?> file = new("--out") { Description = "File to write (default: standard output)", HelpName = "file" };

    public SbomOutput() => form.AcceptOnlyFromAmong([.. SbomForm.All]);

    public void AddTo(Command verb)
    {
        verb.Options.Add(form);
        verb.Options.Add(file);
    }

    public string FormOf(ParseResult parsed) => parsed.GetValue(form)!;

    /// <summary>Writes the document, and what was lost to standard error.</summary>
    public void Write(ParseResult parsed, Terminal terminal, WrittenSbom written)
    {
        if (parsed.GetValue(file) is { } path) WholeFile.Write(path, written.Bytes.Span);
        else WriteLine(terminal.Output, written.Bytes.Span);
        foreach (var loss in written.Losses) terminal.Error.WriteLine($"not carried over: {loss}");
        if (parsed.GetValue(file) is { } target) terminal.Output.WriteLine($"wrote {target}  {FormOf(parsed)}  {written.Bytes.Length} bytes{(written.Losses.IsEmpty ? "" : $"  {written.Losses.Length} kinds of content not carried over")}");
    }

    /// <summary>In pieces: a document of tens of megabytes is not turned into a text of twice its size.</summary>
    private static void WriteLine(TextWriter output, ReadOnlySpan<byte> bytes)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var text = new char[PieceBytes + 2];
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(PieceBytes, bytes.Length)..])
            output.Write(text, 0, decoder.GetChars(bytes[..Math.Min(PieceBytes, bytes.Length)], text, flush: bytes.Length <= PieceBytes));
        output.WriteLine();
    }
}
