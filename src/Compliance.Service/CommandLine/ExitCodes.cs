namespace Compliance.Service.CommandLine;

/// <summary>What the program answers to a shell. 64 and above follow the BSD convention of <c>sysexits.h</c>.</summary>
internal static class ExitCodes
{
    /// <summary>Met; verified; done.</summary>
    public const int Good = 0;

    /// <summary>Not met; a check failed.</summary>
    public const int Bad = 1;

    /// <summary>Unknown, or gaps; integrity only.</summary>
    public const int Open = 2;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>The input can't be read as what it should be.</summary>
    public const int UnreadableInput = 65;

    /// <summary>A fault of this program.</summary>
    public const int Fault = 70;

    /// <summary>The world broke: disk, permission, network.</summary>
    public const int InputOutput = 74;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
