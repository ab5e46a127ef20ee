using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Hardening;

/// <summary>
/// Resolves the configured user as container runtimes do: the image's passwd is asked first, by name or number, and only a number that it does not
/// have is taken as it is. No user is root (OCI config.md, "User").
/// </summary>
internal static class ConfiguredUser
{
    private const string Passwd = "etc/passwd";

    public static Knowable<long> Resolve(string user, ImageEvidence image, Limits limits)
    {
        var name = user.Split(':')[0];
        if (name.Length == 0) return Knowable<long>.Known(0);
        var isNumber = uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (image.Root.Resolve(Passwd) is null)
            return isNumber ? Knowable<long>.Known(number) : Knowable<long>.Unknown($"the user '{name}' is a name, and the image has no passwd file");
        if (image.File(Passwd) is not { } document || !document.Fits(limits)) return Knowable<long>.Unknown("the passwd file of the image is not in evidence");
        foreach (var (entryName, uid) in Entries(document.ReadAll(limits)))
        {
            if (entryName == name || (isNumber && uid == number)) return Knowable<long>.Known(uid);
        }

        return isNumber ? Knowable<long>.Known(number) : Knowable<long>.Unknown($"the user '{name}' is not in the image's passwd file");
    }

    private static IEnumerable<(string Name, uint Uid)> Entries(byte[] passwd)
    {
        foreach (var line in Encoding.UTF8.GetString(passwd).Split('\n'))
        {
            var fields = line.Split(':');
            if (fields.Length >= 3 && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var uid)) yield return (fields[0], uid);
        }
    }
}
