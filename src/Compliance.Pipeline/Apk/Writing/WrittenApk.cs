using Compliance.Formats.Packages.Apk;

namespace Compliance.Pipeline.Apk.Writing;

/// <param name="Record">For the index: with identity and size of the file.</param>
public sealed record WrittenApk(byte[] File, ApkPackage Record)
{
    public string FileName => $"{Record.Name}-{Record.Version}.apk";
}
