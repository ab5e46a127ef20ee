using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Sbom;

/// <summary>Reads one family of SBOM documents. Stateless and thread safe; listed in <see cref="SbomReaders"/>.</summary>
internal interface ISbomReader
{
    /// <summary>Judges by the members that name the format, not by the whole.</summary>
    bool Recognises(JsonValue root);

    /// <summary>Reads a recognised document; tolerated defects do not stop it.</summary>
    Reading<SbomDocument> Read(JsonValue root, Limits limits);
}
