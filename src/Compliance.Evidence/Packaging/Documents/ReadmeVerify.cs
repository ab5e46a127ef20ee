using System.Text;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary><c>README-VERIFY.txt</c>: the same text in every package. Tests run the commands that it shows.</summary>
internal static class ReadmeVerify
{
    public static byte[] Bytes { get; } = Encoding.ASCII.GetBytes("""
        HOW TO CHECK THIS PACKAGE

        With the tool that made it, offline:

            compliance verify PACKAGE.asice --trust-anchor ROOT.pem

        Without it, with unzip, sha256sum and openssl. Unpack into an empty folder and go there:

            unzip -q PACKAGE.asice -d package && cd package

        ROOT.pem is the root certificate of whoever made the package. Get it from them by a way that you
        trust, never from this package or from whoever sent you the package. The package holds no trust
        anchor, and what it says about its signer is there for comparison only.

        1. The files are those that were packed. Each line must end with OK:

            sha256sum -c manifest-sha256.txt
            sha256sum -c tagmanifest-sha256.txt

        2. The list of digests was signed by the holder of a key that ROOT.pem vouches for. The answer
           must be "CAdES Verification successful":

            openssl cms -verify -cades -binary -inform DER -in META-INF/signature001.p7s -content META-INF/ASiCManifest001.xml -CAfile ROOT.pem -purpose any -out /dev/null

        3. The signed list names every file with its right digest. This must print nothing:

            sed -n 's/.*DataObjectReference URI="\([^"]*\)".*<ds:DigestValue>\([^<]*\)<.*/\2 \1/p' META-INF/ASiCManifest001.xml > ../signed.txt
            while read -r want file; do got=$(openssl dgst -sha256 -binary "$file" | openssl base64 -A); [ "$got" = "$want" ] || echo "DIFFERS $file"; done < ../signed.txt
            find . -type f ! -path './META-INF/*' ! -path ./mimetype | sed 's,^\./,,' | sort > ../there.txt
            cut -d ' ' -f 2 ../signed.txt | sort | diff - ../there.txt

        What steps 1 to 3 do not show, and compliance verify does: that the verdicts in
        data/results/results.json follow from the evidence in data/evidence by the policies in data/policy.
        The evidence is there as raw bytes, so that any other tool may be used on it too.

        """.ReplaceLineEndings("\n"));
}
