using Compliance.Tests.Evidence.Verification;
using Compliance.Tests.World;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>A key that the <c>openssl</c> of the machine made and signs with: nothing of ours takes part in making a signature.</summary>
internal sealed class OpensslSigner : IImageSigner
{
    private readonly string folder;

    public OpensslSigner(string name, string folder)
    {
        (Name, this.folder) = (name, folder);
        Do("openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem && openssl pkey -in key.pem -pubout -out public.pem");
        PublicPem = File.ReadAllText(Path.Combine(folder, "public.pem"));
    }

    public string Name { get; }

    public string PublicPem { get; }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        File.WriteAllBytes(Path.Combine(folder, "data"), data);
        Do("openssl dgst -sha256 -sign key.pem -out signature data");
        return File.ReadAllBytes(Path.Combine(folder, "signature"));
    }

    private void Do(string command)
    {
        var (code, output) = StockTools.Bash(folder, command);
        Assert.True(code == 0, output);
    }
}
