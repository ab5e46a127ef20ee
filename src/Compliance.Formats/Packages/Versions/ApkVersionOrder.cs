using Compliance.Formats.Packages.Apk.Versions;

namespace Compliance.Formats.Packages.Versions;

/// <summary>apk's order (apk-package(5)). apk itself also places texts that are no version, by their valid beginning; here they stay incomparable.</summary>
public sealed class ApkVersionOrder : IVersionOrder
{
    public string Name => "apk";

    public int? Compare(string left, string right) =>
        VersionText.IsBounded(left, right) && ApkVersions.IsValid(left) && ApkVersions.IsValid(right) ? ApkVersions.Compare(left, right) : null;
}
