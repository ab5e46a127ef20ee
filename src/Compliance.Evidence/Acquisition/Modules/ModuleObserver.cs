using System.Collections.Immutable;
using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;

namespace Compliance.Evidence.Acquisition.Modules;

/// <summary>One program, library or script passing: gathered in the one buffer that all share, looked into at its last byte, forgotten.</summary>
internal sealed class ModuleObserver(ModuleCapture capture, PassingBytes passing, bool isArchive, long size) : IFileObserver
{
    private long count;
    private long needed;
    private ModuleLook? look;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (count == 0)
        {
            passing.Begin();
            needed = ModuleScanner.NeededBytes(bytes, isArchive);
        }

        passing.Append(bytes[..(int)Math.Clamp(needed - count, 0, bytes.Length)]);
        count += bytes.Length;
        if (count == size) look = passing.IsTooLarge ? ModuleLook.TooLarge : Look();
    }

    public void Complete(FileEntry file)
    {
        if (look is not null) capture.Add(file.Sha256!, look, isArchive);
    }

    public void Abandon()
    {
    }

    /// <summary>Computes an integrity value that the module carries in its own file; the recipe refers to bytes and does not outlive them.</summary>
    internal static FoundModule Checked(FoundModule module)
    {
        if (module.Recipe is not { } recipe) return module;
        var result = RecipeIntegrity.Check(recipe);
        return module with { Recipe = null, Integrity = result.Word, IntegrityDetail = result.Detail };
    }

    private ModuleLook Look()
    {
        if (ModuleScanner.Scan(ByteSource.Of(passing.Bytes), isArchive) is not { } content) return new ModuleLook(null, null, false);
        var modules = content.Modules.Select(Checked).ToImmutableArray();
        return new ModuleLook(content with { Modules = modules }, content.WantsBytes ? capture.Keep(passing.Bytes) : null, false);
    }
}
