using System.CommandLine;
using Compliance.Formats.Benchmarks;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.HumanEvidence;

/// <summary>What the verbs about evidence have in common.</summary>
internal static class EvidenceOptions
{
    public static Option<string> Folder() => new("--evidence") { Description = "Folder of evidence (default: evidence)", HelpName = "dir", DefaultValueFactory = _ => "evidence" };

    public static Option<string> Required(string name, string description, string help) => new(name) { Description = description, HelpName = help, Required = true };

    /// <exception cref="VerbFailure">There is no such file, or it is too large to be packed.</exception>
    public static byte[] ReadContent(string file)
    {
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        return new FileInfo(file).Length <= BenchmarkReaders.MaxBytes ? File.ReadAllBytes(file) : throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} has more than {BenchmarkReaders.MaxBytes} bytes");
    }

    public static void Say(Terminal terminal, bool json, string id, string file, string hex)
    {
        if (json)
        {
            JsonOutput.Write(terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                writer.WriteString("file", file);
                writer.WriteString("content", $"sha256:{hex}");
                writer.WriteEndObject();
            });
        }
        else
        {
            terminal.Output.WriteLine($"added  {Terminal.Visible(file)}  content sha256:{hex[..12]}…");
        }
    }
}
