using System.Security.Cryptography;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Cryptography.ModuleIntegrity;

/// <summary>Computes an integrity value as a recipe says and compares it.</summary>
public static class RecipeIntegrity
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>DSA parameters beyond this are not those of NSS (2048 bits) and would cost time that a stranger chooses.</summary>
    private const int MaxDsaBytes = 3072 / 8;

    public static IntegrityResult Check(IntegrityRecipe recipe) => recipe.Dsa.IsEmpty ? CheckHmac(recipe) : CheckSignature(recipe);

    private static IntegrityResult CheckHmac(IntegrityRecipe recipe)
    {
        var (algorithm, name, size) = recipe.IsSha512 ? (HashAlgorithmName.SHA512, "HMAC-SHA-512", 64) : (HashAlgorithmName.SHA256, "HMAC-SHA-256", 32);
        if (recipe.Expected.Length != size) return new IntegrityResult(IntegrityOutcome.NotCheckable, $"{recipe.What} has {recipe.Expected.Length} bytes instead of {size}");
        using var hmac = IncrementalHash.CreateHMAC(algorithm, recipe.Key.Span);
        if (!Append(hmac, recipe)) return Outside(recipe);
        var computed = hmac.GetHashAndReset();
        return computed.AsSpan().SequenceEqual(recipe.Expected.Span)
            ? new IntegrityResult(IntegrityOutcome.Ok, $"{name} equals {recipe.What} {Convert.ToHexStringLower(computed)}")
            : new IntegrityResult(IntegrityOutcome.Broken, $"{name} is {Convert.ToHexStringLower(computed)}, {recipe.What} is {Convert.ToHexStringLower(recipe.Expected.Span)}");
    }

    /// <summary>A legacy signature, verified only because the format of older NSS forces it.</summary>
    private static IntegrityResult CheckSignature(IntegrityRecipe recipe)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (!Append(sha256, recipe)) return Outside(recipe);
        var (p, q, g, y) = (Trim(recipe.Dsa[0]), Trim(recipe.Dsa[1]), Trim(recipe.Dsa[2]), Trim(recipe.Dsa[3]));
        if (p.Length is 0 or > MaxDsaBytes || q.Length != 32 || recipe.Expected.Length != 64 || g.Length > p.Length || y.Length > p.Length)
        {
            return new IntegrityResult(IntegrityOutcome.NotCheckable, $"{recipe.What} is no DSA signature with 256 bits of order");
        }

        try
        {
            using var dsa = DSA.Create(new DSAParameters { P = p, Q = q, G = Pad(g, p.Length), Y = Pad(y, p.Length) });
            return dsa.VerifySignature(sha256.GetHashAndReset(), recipe.Expected.Span)
                ? new IntegrityResult(IntegrityOutcome.Ok, $"{recipe.What}, DSA over SHA-256, verifies over the file")
                : new IntegrityResult(IntegrityOutcome.Broken, $"{recipe.What}, DSA over SHA-256, does not verify over the file");
        }
        catch (CryptographicException)
        {
            return new IntegrityResult(IntegrityOutcome.NotCheckable, $"{recipe.What} has no usable DSA key");
        }
    }

    private static bool Append(IncrementalHash hash, IntegrityRecipe recipe)
    {
        foreach (var part in recipe.Parts)
        {
            hash.AppendData(part.Literal.Span);
            for (long done = 0; done < part.Length;)
            {
                var chunk = recipe.Source.Slice(part.Offset + done, Math.Min(ChunkBytes, part.Length - done));
                if (chunk.IsEmpty) return false;
                hash.AppendData(chunk.Span);
                done += chunk.Length;
            }
        }

        return true;
    }

    private static IntegrityResult Outside(IntegrityRecipe recipe) => new(IntegrityOutcome.NotCheckable, $"{recipe.What} covers bytes that the file does not have");

    private static byte[] Trim(ReadOnlyMemory<byte> number) => number.Span.TrimStart((byte)0).ToArray();

    private static byte[] Pad(byte[] number, int length) => [.. new byte[length - number.Length], .. number];
}
