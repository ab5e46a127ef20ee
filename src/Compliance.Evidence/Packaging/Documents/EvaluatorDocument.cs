using Compliance.Formats.Reading.Json;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary><c>data/environment/evaluator.json</c>: what computed the package, by its own word.</summary>
internal static class EvaluatorDocument
{
    public static byte[] Write(EvaluatorDescription evaluator) => CanonicalJson.Write(writer => Write(writer, evaluator));

    public static void Write(CanonicalJsonWriter writer, EvaluatorDescription evaluator)
    {
        writer.WriteStartObject();
        writer.WriteString("version", evaluator.Version);
        writer.WriteString("operatingSystem", evaluator.OperatingSystem);
        writer.WriteString("runtime", evaluator.Runtime);
        writer.WriteString("cryptoModule", evaluator.CryptoModule);
        writer.WriteString("fipsProvider", evaluator.FipsProvider);
        writer.WriteEndObject();
    }
}
