using System.Diagnostics;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Attesting;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Attesting;

/// <summary>
/// What we sign, read and verified by the Sigstore project's own JavaScript client. It needs <c>node</c> and the peer's modules installed in a folder that
/// <c>COMPLIANCE_SIGSTORE_PEER</c> names; without them nothing is compared, and the test warns.
/// </summary>
public sealed class PeerVerificationTests
{
    private const string Script = """
        const fs=require('fs'),path=require('path'),crypto=require('crypto');
        const {createRequire}=require('module');const need=createRequire(path.join(process.argv[2],'x.js'));
        const {bundleFromJSON}=need('@sigstore/bundle');const {toSignedEntity,toTrustMaterial,Verifier}=need('@sigstore/verify');const {TrustedRoot}=need('@sigstore/protobuf-specs');
        const publicKey=crypto.createPublicKey(fs.readFileSync(process.argv[4]));
        const hint=crypto.createHash('sha256').update(publicKey.export({type:'spki',format:'der'})).digest('base64');
        const blobs=path.join(process.argv[3],'blobs/sha256');let verified=0;
        for(const name of fs.readdirSync(blobs)){let json;try{json=JSON.parse(fs.readFileSync(path.join(blobs,name)))}catch{continue}
          if(!(json.mediaType||'').startsWith('application/vnd.dev.sigstore.bundle'))continue;
          const trust=toTrustMaterial(TrustedRoot.fromJSON({mediaType:'application/vnd.dev.sigstore.trustedroot+json;version=0.1',tlogs:[],certificateAuthorities:[],ctlogs:[],timestampAuthorities:[]}));
          trust.publicKey=h=>{if(h!==hint)throw new Error('hint '+h);return {publicKey,validFor:()=>true}};
          new Verifier(trust,{tlogThreshold:0,ctlogThreshold:0,tsaThreshold:0}).verify(toSignedEntity(bundleFromJSON(json)));verified++}
        console.log(verified);
        """;

    [Theory]
    [InlineData("p256")]
    [InlineData("rsa3072")]
    public async Task Bundles_that_we_make_verify_with_sigstore_js(string kind)
    {
        var peer = Environment.GetEnvironmentVariable("COMPLIANCE_SIGSTORE_PEER") ?? Path.GetFullPath(Path.Combine(Vectors.Root ?? ".", "..", "peers", "sigstore"));
        if (!Directory.Exists(Path.Combine(peer, "node_modules", "@sigstore", "verify")))
        {
            TestContext.Current.AddWarning("not compared: the modules of sigstore-js are not installed (npm install in ../shared/peers/sigstore, or COMPLIANCE_SIGSTORE_PEER)");
            return;
        }

        using var layout = new AttestedLayout();
        var (pem, publicPem) = SigningKeys.Pem(kind);
        using var key = PemSigningKey.Read(pem, "").Required();
        var attester = new ImageAttester(layout.Target(), key, AttestedLayout.At);
        await attester.SignAsync(layout.Root, AttachmentForm.Bundle, cancellation: TestContext.Current.CancellationToken);
        await attester.AttestAsync(layout.Root, "https://example.test/review", "{\"reviewed\":true}"u8.ToArray(), AttachmentForm.Bundle, TestContext.Current.CancellationToken);
        var (script, keyFile) = (Path.Combine(layout.Folder, "verify.cjs"), Path.Combine(layout.Folder, "key.pub"));
        await File.WriteAllTextAsync(script, Script, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(keyFile, publicPem, TestContext.Current.CancellationToken);
        using var node = Process.Start(new ProcessStartInfo("node", (string[])[script, peer, layout.Folder, keyFile]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        Assert.Equal("2", (await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }
}
