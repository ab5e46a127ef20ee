using System.Text;

namespace Compliance.Formats.CryptoModules.Nss;

/// <summary>
/// The list of modules of an NSS database, <c>pkcs11.txt</c> (<c>lib/util/utilmod.c</c>, <c>utilpars.c</c>): lines <c>key=value</c>, an empty line between modules. FIPS mode of the module that NSS
/// has built in is one of its flags: <c>NSS=Flags=internal,critical,FIPS …</c>. It holds for programs that open this very database.
/// </summary>
public static class NssModuleDatabase
{
    /// <summary>Longer lists are read up to here.</summary>
    private const int MaxBytes = 256 << 10;

    public static bool IsFile(ReadOnlySpan<char> path) => path[(path.LastIndexOf('/') + 1)..] is "pkcs11.txt";

    /// <summary>Whether the flags of the built-in module name FIPS. Names are compared without case, as NSS does.</summary>
    public static bool HasFips(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxBytes)]).AsSpan();
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].Trim();
            if (line.StartsWith("NSS=", StringComparison.OrdinalIgnoreCase) && Flags(line[4..], "internal") && Flags(line[4..], "FIPS")) return true;
        }

        return false;
    }

    private static bool Flags(ReadOnlySpan<char> parameters, string flag)
    {
        foreach (var range in parameters.Split(' '))
        {
            var parameter = parameters[range];
            if (!parameter.StartsWith("flags=", StringComparison.OrdinalIgnoreCase)) continue;
            var list = parameter[6..].Trim("\"'");
            foreach (var one in list.Split(','))
            {
                if (list[one].Equals(flag, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }
}
