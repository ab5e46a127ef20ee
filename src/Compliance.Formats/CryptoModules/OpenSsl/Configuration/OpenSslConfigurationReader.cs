using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>
/// Reads openssl.cnf as OpenSSL 3 does (config(5); <c>crypto/conf/conf_def.c</c>): sections, quotes, escapes, variables, continuation,
/// <c>.include</c> of files and folders, <c>.pragma</c>. What OpenSSL refuses is refused; what it passes over silently (an include that is not
/// there) is passed over and reported. Bounded in files, bytes and entries; never throws for the bytes it reads.
/// </summary>
public static class OpenSslConfigurationReader
{
    /// <param name="path">The first file, absolute.</param>
    /// <param name="open">Answers for absolute paths in the image.</param>
    /// <param name="environment">The image's variables: <c>$ENV::NAME</c> and <c>OPENSSL_CONF_INCLUDE</c>.</param>
    /// <param name="workingDirectory">What relative includes are relative to.</param>
    public static OpenSslConfiguration Read(
        string path,
        Func<string, ConfigurationFile> open,
        IReadOnlyDictionary<string, string> environment,
        string workingDirectory = "/")
    {
        var pass = new ConfigurationPass(open, environment, workingDirectory);
        return pass.Run(path);
    }
}
