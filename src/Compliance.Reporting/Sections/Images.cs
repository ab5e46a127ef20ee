using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Formats;

namespace Compliance.Reporting.Sections;

/// <summary>What the images of a draft are called inside one report: their number in the table of subjects, with the platform.</summary>
internal static class Images
{
    /// <summary><c>1 (linux/amd64)</c>; the digest itself for one that the draft does not list.</summary>
    public static string Label(EvidenceDraft draft, Digest subject)
    {
        for (var index = 0; index < draft.Subjects.Length; index++)
        {
            if (draft.Subjects[index].Manifest == subject) return Label(draft, index);
        }

        return subject.ToString();
    }

    public static string Label(EvidenceDraft draft, int index)
    {
        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        var platform = draft.Subjects[index].Platform;
        return platform.Length == 0 ? number : $"{number} ({platform})";
    }

    public static bool AreSeveral(EvidenceDraft draft) => draft.Subjects.Length > 1;

    public static long FactCount(EvidenceDraft draft) => draft.Facts.Sum(set => (long)set.Facts.Length);
}
