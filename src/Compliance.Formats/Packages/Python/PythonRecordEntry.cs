namespace Compliance.Formats.Packages.Python;

/// <summary>One line of a <c>RECORD</c>.</summary>
/// <param name="Path">As written: relative to the folder that holds the <c>.dist-info</c> folder, or absolute.</param>
/// <param name="Sha256">Lower-case hex; empty where the line states none, as for byte code and the file itself.</param>
public sealed record PythonRecordEntry(string Path, string Sha256);
