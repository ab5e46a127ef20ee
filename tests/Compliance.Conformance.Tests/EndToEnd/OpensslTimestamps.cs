using Compliance.Tests.Evidence.Timestamps;
using Compliance.Tests.Evidence.Verification;

namespace Compliance.Conformance.Tests.EndToEnd;

/// <summary>
/// A timestamp authority on loopback whose answers the <c>openssl</c> of the machine makes (<c>openssl ts -reply</c>): nothing of ours takes part in making a token.
/// </summary>
internal sealed class OpensslTimestamps : IDisposable
{
    private const string Configuration = """
        [tsa]
        default_tsa = own
        [own]
        serial = serial
        signer_cert = tsa.pem
        certs = root.pem
        signer_key = tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256, sha384, sha512
        accuracy = secs:1
        ordering = no
        tsa_name = no
        ess_cert_id_chain = no
        ess_cert_id_alg = sha256
        [authority]
        basicConstraints = critical,CA:true
        keyUsage = critical,keyCertSign
        [stamping]
        basicConstraints = critical,CA:false
        keyUsage = critical,digitalSignature
        extendedKeyUsage = critical,timeStamping
        """;

    private readonly string folder;
    private readonly TimestampServer server;

    public OpensslTimestamps(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "tsa.cnf"), Configuration);
        Do("""
            echo 01 > serial
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout root.key -out root.pem -days 3650 -subj "/CN=Test time root" -config <(printf '[req]\ndistinguished_name=dn\nx509_extensions=authority\n[dn]\n'; cat tsa.cnf)
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr -subj "/CN=Test time authority" -config <(printf '[req]\ndistinguished_name=dn\n[dn]\n')
            openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -out tsa.pem -days 3650 -extfile tsa.cnf -extensions stamping
            """);
        server = new TimestampServer(Reply);
    }

    public Uri Address => server.Address;

    public int Asked => server.Asked;

    public string RootPem => File.ReadAllText(Path.Combine(folder, "root.pem"));

    public void Dispose() => server.Dispose();

    private TimestampServer.Answer Reply(byte[] query)
    {
        File.WriteAllBytes(Path.Combine(folder, "query.tsq"), query);
        Do("openssl ts -reply -config tsa.cnf -queryfile query.tsq -out reply.tsr");
        return new TimestampServer.Answer(File.ReadAllBytes(Path.Combine(folder, "reply.tsr")));
    }

    private void Do(string script)
    {
        var (code, output) = StockTools.Bash(folder, script);
        if (code != 0) throw new InvalidOperationException(output);
    }
}
