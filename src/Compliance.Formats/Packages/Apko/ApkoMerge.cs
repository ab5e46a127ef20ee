using System.Collections.Immutable;
using Compliance.Formats.Packages.Apko.Model;

namespace Compliance.Formats.Packages.Apko;

/// <summary>Takes an included configuration in: its list items come first, own single values win.</summary>
internal static class ApkoMerge
{
    public static ApkoConfiguration Complete(ApkoConfiguration own, ApkoConfiguration included) => own with
    {
        Contents = Complete(own.Contents, included.Contents),
        Entrypoint = Complete(own.Entrypoint, included.Entrypoint),
        Command = Own(own.Command, included.Command),
        StopSignal = Own(own.StopSignal, included.StopSignal),
        WorkingDirectory = Own(own.WorkingDirectory, included.WorkingDirectory),
        Accounts = new ApkoAccounts
        {
            RunAs = Own(own.Accounts.RunAs, included.Accounts.RunAs),
            Users = [.. included.Accounts.Users, .. own.Accounts.Users],
            Groups = [.. included.Accounts.Groups, .. own.Accounts.Groups],
        },
        Architectures = own.Architectures.IsEmpty ? included.Architectures : own.Architectures,
        Environment = included.Environment.SetItems(own.Environment),
        Paths = [.. included.Paths, .. own.Paths],
        SourceUrl = Own(own.SourceUrl, included.SourceUrl),
        Annotations = included.Annotations.SetItems(own.Annotations),
        Include = included.Include,
        Volumes = [.. included.Volumes, .. own.Volumes],
        Layering = own.Layering ?? included.Layering,
        Format = Own(own.Format, included.Format),
        Certificates = own.Certificates is null || included.Certificates is null ? own.Certificates ?? included.Certificates : new ApkoCertificates
        {
            Additional = [.. included.Certificates.Additional, .. own.Certificates.Additional],
            Providers = [.. included.Certificates.Providers, .. own.Certificates.Providers],
        },
    };

    private static ApkoContents Complete(ApkoContents own, ApkoContents included) => new()
    {
        BuildRepositories = [.. included.BuildRepositories, .. own.BuildRepositories],
        RuntimeRepositories = [.. included.RuntimeRepositories, .. own.RuntimeRepositories],
        Repositories = [.. included.Repositories, .. own.Repositories],
        Keyring = [.. included.Keyring, .. own.Keyring],
        RuntimeKeyring = [.. included.RuntimeKeyring, .. own.RuntimeKeyring],
        Packages = [.. included.Packages, .. own.Packages],
        BaseImage = own.BaseImage ?? included.BaseImage,
    };

    /// <summary>One of the two, whole: a command never gets the services of another file.</summary>
    private static ApkoEntrypoint Complete(ApkoEntrypoint own, ApkoEntrypoint included) =>
        own is { Type.Length: 0, Command.Length: 0, ShellFragment.Length: 0, Services.Count: 0 } ? included : own;

    private static string Own(string own, string included) => own.Length > 0 ? own : included;
}
