using System.Security.Cryptography;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Cryptography.ModuleIntegrity;

/// <summary>Computes an integrity value as a recipe says and compares it.</summary>
public static class RecipeIntegrity
{
    private const int ChunkBytes = 1 << 20;

    public static IntegrityResult Check(IntegrityRecipe recipe)
    {
        if (recipe.Expected.Length != 32) return new IntegrityResult(IntegrityOutcome.NotCheckable, $"{recipe.What} has {recipe.Expected.Length} bytes instead of 32");
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, recipe.Key.Span);
        foreach (var part in recipe.Parts)
        {
            hmac.AppendData(part.Literal.Span);
            for (long done = 0; done < part.Length;)
            {
                var chunk = recipe.Source.Slice(part.Offset + done, Math.Min(ChunkBytes, part.Length - done));
                if (chunk.IsEmpty) return new IntegrityResult(IntegrityOutcome.NotCheckable, $"{recipe.What} covers bytes that the file does not have");
                hmac.AppendData(chunk.Span);
                done += chunk.Length;
            }
        }

        var computed = hmac.GetHashAndReset();
        return computed.AsSpan().SequenceEqual(recipe.Expected.Span)
            ? new IntegrityResult(IntegrityOutcome.Ok, $"HMAC-SHA-256 equals {recipe.What} {Convert.ToHexStringLower(computed)}")
            : new IntegrityResult(IntegrityOutcome.Broken, $"HMAC-SHA-256 is {Convert.ToHexStringLower(computed)}, {recipe.What} is {Convert.ToHexStringLower(recipe.Expected.Span)}");
    }
}
