using System.Diagnostics;

namespace Compliance.Tests.Evidence.Attesting;

/// <summary>
/// The Sigstore project's own JavaScript client, which reads and verifies every bundle of a layout. It needs <c>node</c> and the peer's modules in a folder that
/// <c>COMPLIANCE_SIGSTORE_PEER</c> names: <c>tests/run</c> installs them.
/// </summary>
internal static class PeerClient
{
    private const string Script = """
        const fs=require('fs'),path=require('path'),crypto=require('crypto');
        const {createRequire}=require('module');const need=createRequire(path.join(process.argv[2],'x.js'));
        const {bundleFromJSON}=need('@sigstore/bundle');const {toSignedEntity,toTrustMaterial,Verifier}=need('@sigstore/verify');const {TrustedRoot}=need('@sigstore/protobuf-specs');
        const publicKey=crypto.createPublicKey(fs.readFileSync(process.argv[4]));const chain=process.argv[5]?process.argv[5].split(',').map(rawBytes=>({rawBytes})):[];
        const hint=crypto.createHash('sha256').update(publicKey.export({type:'spki',format:'der'})).digest('base64');
        const timestampAuthorities=chain.length?[{subject:{organization:'test',commonName:'test'},uri:'https://time.example',validFor:{start:'2026-01-01T00:00:00Z'},certChain:{certificates:chain}}]:[];
        const blobs=path.join(process.argv[3],'blobs/sha256');const verified=[];
        for(const name of fs.readdirSync(blobs)){let json;try{json=JSON.parse(fs.readFileSync(path.join(blobs,name)))}catch{continue}
          if(!(json.mediaType||'').startsWith('application/vnd.dev.sigstore.bundle'))continue;
          const trust=toTrustMaterial(TrustedRoot.fromJSON({mediaType:'application/vnd.dev.sigstore.trustedroot+json;version=0.1',tlogs:[],certificateAuthorities:[],ctlogs:[],timestampAuthorities}));
          trust.publicKey=h=>{if(h!==hint)throw new Error('hint '+h);return {publicKey,validFor:()=>true}};
          const entity=toSignedEntity(bundleFromJSON(json));
          new Verifier(trust,{tlogThreshold:0,ctlogThreshold:0,tsaThreshold:chain.length?1:0}).verify(entity);
          verified.push(JSON.parse(Buffer.from(json.dsseEnvelope.payload,'base64')).predicateType)}
        console.log(verified.sort().join('\n'));
        """;

    /// <summary>The folder of the modules; null where they are not installed, and then the test warns: nothing is compared.</summary>
    public static string? Modules()
    {
        var peer = Environment.GetEnvironmentVariable("COMPLIANCE_SIGSTORE_PEER") ?? Path.GetFullPath(Path.Combine(Environment.GetEnvironmentVariable("COMPLIANCE_VECTORS") ?? ".", "..", "peers", "sigstore"));
        if (Directory.Exists(Path.Combine(peer, "node_modules", "@sigstore", "verify"))) return peer;
        TestContext.Current.AddWarning("not compared: the modules of sigstore-js are not installed (npm install in ../shared/peers/sigstore, or COMPLIANCE_SIGSTORE_PEER)");
        return null;
    }

    /// <summary>The predicate types of the bundles that verify, ordinal; the client throws at the first that does not.</summary>
    /// <param name="timestamps">Certificates of the timestamp authority that each bundle must have a timestamp of, leaf first, DER in base64 with commas between; empty for none.</param>
    public static async Task<string[]> VerifyAsync(string modules, string layout, string publicPem, string timestamps = "")
    {
        var scratch = Directory.CreateTempSubdirectory("compliance-peer-").FullName;
        try
        {
            var (script, key) = (Path.Combine(scratch, "verify.cjs"), Path.Combine(scratch, "key.pub"));
            await File.WriteAllTextAsync(script, Script);
            await File.WriteAllTextAsync(key, publicPem);
            using var node = Process.Start(new ProcessStartInfo("node", (string[])[script, modules, layout, key, timestamps]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var output = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
