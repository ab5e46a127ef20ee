using System.Text.RegularExpressions;
using Compliance.Formats;

namespace Compliance.Store.Sqlite;

/// <summary>
/// Sealed packages as files <c>&lt;sha256-hex&gt;.asice</c>. A file is written under a temporary name, flushed to the disk and then renamed, so
/// that a name always stands for all of its bytes; what a kill leaves behind is a temporary file that nothing reads, and that
/// <see cref="RemoveLeftBehind"/> takes away later.
/// </summary>
internal sealed partial class PackageFolder(string directory)
{
    private const int CopyBytes = 1 << 20;

    public async Task KeepAsync(Digest digest, Stream package, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var path = PathOf(digest);
        if (File.Exists(path)) return;
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            // A package has ten megabytes: in pieces as large as the copy's, not through a buffer of the file's own.
            var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            await using (file.ConfigureAwait(false))
            {
                await package.CopyToAsync(file, CopyBytes, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Removes temporary files that were last written before the moment. Only names that this class makes; one that can't be removed stays.</summary>
    public void RemoveLeftBehind(DateTimeOffset before)
    {
        if (!Directory.Exists(directory)) return;
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles("*.tmp"))
        {
            if (!TemporaryName().IsMatch(file.Name) || file.LastWriteTimeUtc >= before.UtcDateTime) continue;
            try
            {
                file.Delete();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Nothing depends on it.
            }
        }
    }

    public FileStream? Open(Digest digest)
    {
        var path = PathOf(digest);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
    }

    private string PathOf(Digest digest) => Path.Combine(directory, $"{digest.Hex}.asice");

    [GeneratedRegex(@"^[0-9a-f]{64}\.asice\.[a-z0-9]{8}\.[a-z0-9]{3}\.tmp$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TemporaryName();
}
