namespace Compliance.Formats.Packages.Rpm;

/// <summary>One path of a package.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Mode">As <c>stat</c> has it, with the kind of file; 0 when the header does not say.</param>
/// <param name="Hex">Digest of the content in lower case; empty for what is no regular file.</param>
/// <param name="Algorithm"><c>md5</c>, <c>sha1</c>, <c>sha256</c> …; the OpenPGP number for one without a name here.</param>
/// <param name="Flags">rpm's <c>RPMFILE_*</c> bits.</param>
/// <param name="State">rpm's <c>RPMFILE_STATE_*</c>: 0 is installed, everything else is not there for a reason.</param>
public sealed record RpmFile(string Path, int Mode, string Hex, string Algorithm, int Flags, int State)
{
    private const int KindMask = 0xF000;
    private const int Regular = 0x8000;

    public bool IsRegular => (Mode & KindMask) == Regular;

    /// <summary>An administrator may change it.</summary>
    public bool IsConfiguration => (Flags & 1) != 0;

    /// <summary>Owned but not shipped: made at run time, or not.</summary>
    public bool IsGhost => (Flags & 64) != 0;

    public bool IsInstalled => State == 0;
}
