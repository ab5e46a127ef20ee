using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>What one test of CSAF found wrong.</summary>
internal readonly record struct CsafFinding(JsonValue Place, string Problem);
