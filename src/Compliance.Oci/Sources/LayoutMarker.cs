using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Oci.Sources;

/// <summary>The file <c>oci-layout</c>: <c>{"imageLayoutVersion": "1.0.0"}</c> (OCI image specification 1.1, image-layout.md).</summary>
internal static class LayoutMarker
{
    public const int MaxBytes = 4096;

    public static Defect Absent(string layout) => new(OciCodes.BadLayout, new Locator($"{layout}/oci-layout"), "absent or of an impossible size");

    public static Defect? Check(ReadOnlyMemory<byte> bytes, string layout)
    {
        var place = new Locator($"{layout}/oci-layout");
        if (!StrictJson.Read(bytes, place.Document).TryGet(out var tree)) return new Defect(OciCodes.BadLayout, place, "not JSON");
        var version = tree.Root["imageLayoutVersion"].AsText;
        return version == "1.0.0" ? null : new Defect(OciCodes.BadLayout, place, $"layout version '{version}', only 1.0.0 is known");
    }
}
