namespace Compliance.Policy.Findings.Poam;

/// <summary>What became of a finding between two POA&amp;Ms.</summary>
public enum PoamMovement
{
    Opened = 0,
    Carried = 1,
    Closed = 2,

    /// <summary>It was closed, and is there again.</summary>
    Reopened = 3,

    /// <summary>Opened and closed between the two files.</summary>
    Passing = 4,

    /// <summary>Open in the record when last month's file was made, and not among its rows: someone took the row out.</summary>
    PutBack = 5,

    /// <summary>It was closed in last month's file and still is.</summary>
    StaysClosed = 6,
}
