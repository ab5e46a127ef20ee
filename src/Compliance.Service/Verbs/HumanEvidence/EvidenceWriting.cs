using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compliance.Cryptography.Hashing;
using Compliance.Policy.HumanEvidence;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.HumanEvidence;

/// <summary>Writes records and contents into a folder of evidence. What is there under the same name is never overwritten.</summary>
internal sealed class EvidenceWriting(string folder)
{
    private readonly StringBuilder record = new();

    /// <summary>Keeps a file's bytes under their digest and gives the digest.</summary>
    public string Keep(byte[] content)
    {
        var hex = Digests.Sha256(content).Hex;
        var kept = Path.Combine(folder, EvidenceRecord.ContentFolder, hex);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        if (!File.Exists(kept)) WholeFile.Write(kept, content);
        return hex;
    }

    public EvidenceWriting Line(string field, string value)
    {
        record.Append(field).Append(": ").Append(Quoted(value)).Append('\n');
        return this;
    }

    public EvidenceWriting Texts(string field, IEnumerable<string> values)
    {
        record.Append(field).Append(": [").AppendJoin(", ", values.Select(Quoted)).Append("]\n");
        return this;
    }

    public EvidenceWriting Content(string name, string hex)
    {
        record.Append("content: { name: ").Append(Quoted(name)).Append(", sha256: ").Append(Quoted(hex)).Append(" }\n");
        return this;
    }

    /// <summary>The record's bytes.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(record.ToString());

    /// <param name="name">Path in the folder.</param>
    /// <exception cref="VerbFailure">A record of this name is there.</exception>
    public string Write(string name)
    {
        var file = Path.Combine(folder, name);
        if (File.Exists(file)) throw new VerbFailure(ExitCodes.Usage, $"{file} is there already", "records are never overwritten: give another --id");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        WholeFile.Write(file, Bytes);
        return file;
    }

    // A string of JSON is one of YAML, too.
    private static string Quoted(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
