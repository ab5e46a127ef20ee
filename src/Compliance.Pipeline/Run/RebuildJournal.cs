using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Pipeline.Run;

/// <summary>
/// The record of a rebuild in its folder: one line for each finished step, flushed to the disk before the next begins. After a kill, a step whose line is there and
/// whose files still have their digests is not done again; everything else is. A line that a kill tore is no line. For one process at a time.
/// </summary>
public sealed class RebuildJournal : IDisposable
{
    private const string Begin = "begin";
    private const int MaxBytes = 1 << 20;

    private readonly string folder;
    private readonly FileStream file;
    private readonly List<JournalLine> lines = [];

    private RebuildJournal(string folder, FileStream file) => (this.folder, this.file) = (folder, file);

    /// <summary>Of the first run.</summary>
    public DateTimeOffset StartedAt => lines[0].At;

    public ImmutableArray<JournalLine> Lines => [.. lines];

    /// <summary>Whether an earlier run left finished steps.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>Opens or begins the journal of a folder. Rejected: it is another rebuild's, or no journal.</summary>
    /// <param name="inputs">Digest over everything that the rebuild depends on.</param>
    /// <exception cref="IOException">The folder can't be written, or another process is at it.</exception>
    public static Reading<RebuildJournal> Open(string folder, Digest inputs, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "journal.jsonl");
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        RebuildJournal? journal = new(folder, stream);
        try
        {
            if (stream.Length > MaxBytes) return Readings.Reject<RebuildJournal>(PipelineCodes.Journal, new Locator(path), "too large for a journal");
            journal.Read();
            if (journal.lines.Count > 0)
            {
                var stated = journal.lines[0].Outputs.FirstOrDefault().Digest;
                if (journal.lines[0].Step != Begin || stated != inputs)
                    return Readings.Reject<RebuildJournal>(PipelineCodes.Journal, new Locator(path), "the folder holds another rebuild: image, recipe, packages, policies or keys were others");
                journal.IsResumed = journal.lines.Count > 1;
            }
            else
            {
                journal.Append(new JournalLine(Begin, Whole(now), [("inputs", inputs)]));
            }

            var opened = journal;
            journal = null;
            return Readings.Accept(opened);
        }
        finally
        {
            journal?.Dispose();
        }
    }

    /// <summary>When the folder's rebuild began; null where there is none yet.</summary>
    public static DateTimeOffset? BeganAt(string folder)
    {
        var path = Path.Combine(folder, "journal.jsonl");
        if (!File.Exists(path) || new FileInfo(path).Length > MaxBytes) return null;
        return File.ReadLines(path).Select(line => Parse(Encoding.UTF8.GetBytes(line))).FirstOrDefault(line => line is { Step: Begin })?.At;
    }

    /// <summary>Whether the step is finished and what it left is still there, unchanged.</summary>
    public bool IsDone(string step) => lines.FindLast(line => line.Step == step) is { } found && found.Outputs.All(output => IsThere(output.Path, output.Digest));

    /// <summary>Does a step unless it is done, and records it with the files that it left.</summary>
    /// <param name="work">Gives paths relative to the folder.</param>
    public async Task DoAsync(string step, Func<Task<IEnumerable<string>>> work, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(clock);
        if (IsDone(step)) return;
        var outputs = await work().ConfigureAwait(false);
        Append(new JournalLine(step, Whole(clock.GetUtcNow()), [.. outputs.Select(path => (path, DigestOf(Path.Combine(folder, path))))]));
    }

    public void Dispose() => file.Dispose();

    private void Read()
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = 0;
        for (var next = bytes.AsSpan().IndexOf((byte)'\n'); next >= 0; next = bytes.AsSpan(end).IndexOf((byte)'\n'))
        {
            if (Parse(bytes.AsMemory(end, next)) is not { } line) break;
            lines.Add(line);
            end += next + 1;
        }

        // What follows was torn: it never counted.
        file.SetLength(end);
        file.Position = end;
    }

    private void Append(JournalLine line)
    {
        file.Write(CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("step", line.Step);
            writer.WriteString("at", line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStartArray("outputs");
            foreach (var (path, digest) in line.Outputs)
            {
                writer.WriteStartObject();
                writer.WriteString("path", path);
                writer.WriteString("digest", digest.ToString());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
        file.WriteByte((byte)'\n');
        file.Flush(flushToDisk: true);
        lines.Add(line);
    }

    private static JournalLine? Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!StrictJson.Read(bytes, "journal").TryGet(out var tree) || tree.Root["step"].AsText is not { } step) return null;
        if (!DateTimeOffset.TryParse(tree.Root["at"].AsText, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;
        var outputs = ImmutableArray.CreateBuilder<(string, Digest)>();
        foreach (var output in tree.Root["outputs"].Items)
        {
            if (output["path"].AsText is not { } path || !Digest.TryParse(output["digest"].AsText, out var digest)) return null;
            outputs.Add((path, digest));
        }

        return new JournalLine(step, at, outputs.ToImmutable());
    }

    private bool IsThere(string path, Digest digest)
    {
        var full = Path.Combine(folder, path);
        return File.Exists(full) && DigestOf(full) == digest;
    }

    private static Digest DigestOf(string path)
    {
        using var stream = File.OpenRead(path);
        using var hasher = new ContentHasher();
        var buffer = new byte[1 << 16];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) hasher.Append(buffer.AsSpan(0, read));
        return hasher.Finish();
    }

    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
