using System.Collections.Immutable;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Tests.Evidence.Collection;

public sealed class HardeningCollectorTests
{
    private const string Passwd = "root:x:0:0::/:/bin/sh\nnonroot:x:65532:65532::/:\n1000:x:0:0::/:\nbroken\n";

    [Theory]
    [InlineData("", 0L)]
    [InlineData("0", 0L)]
    [InlineData("root", 0L)]
    [InlineData("nonroot:nonroot", 65532L)]
    [InlineData("65532:0", 65532L)]
    [InlineData("12345", 12345L)]
    [InlineData("1000", 0L)]
    [InlineData("nobody", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999", null)]
    public void User_is_resolved_as_runtimes_do(string user, long? uid)
    {
        var fact = CollectedImage.Of(layer => layer.File("etc/passwd", Passwd), config => config.User(user)).One<HardeningFact>();

        Assert.Equal(uid is not null, fact.Uid.IsKnown);
        if (uid is { } number) Assert.Equal((number, number == 0), (fact.Uid.Value, fact.RunsAsRoot.Value));
        else Assert.False(fact.RunsAsRoot.IsKnown);
    }

    [Fact]
    public void Name_without_a_passwd_file_is_unknown_and_a_number_is_not()
    {
        Assert.False(CollectedImage.Of(layer => layer.File("x", ""), config => config.User("app")).One<HardeningFact>().Uid.IsKnown);
        Assert.Equal(7, CollectedImage.Of(layer => layer.File("x", ""), config => config.User("7")).One<HardeningFact>().Uid.Value);
    }

    [Fact]
    public void Surface_is_seen_in_names_and_modes()
    {
        var fact = CollectedImage.Of(
            layer => layer
                .File("bin/busybox", "x", 0x1ED).Symlink("bin/sh", "busybox").Symlink("bin/ash", "nowhere").File("usr/share/doc/bash", "not a program")
                .File("etc/cron.daily/dpkg", "#!/bin/sh", 0x1ED).File("etc/init.d/apt", "#!/bin/sh", 0x1ED).File("usr/share/bug/dpkg", "#!/bin/sh", 0x1ED)
                .File("sbin/apk", "x", 0x1ED).File("usr/bin/pip3.12", "x", 0x1ED)
                .File("usr/bin/sudo", "x", 0x9ED).File("usr/bin/wall", "x", 0x5ED).Directory("srv", 0x5ED)
                .File("etc/open", "x", 0x1B6).Directory("tmp", 0x3FF).Directory("data", 0x1FF)
                .File("root/.ssh/id_rsa", "x").File("etc/ssl/private/server.key", "x").File("usr/share/dns/root.key", "x"),
            config => config.Env("DB_PASSWORD=x", "DB_PASSWORD_FILE=/run/x", "TOKEN=", "GPG_KEY=A0", "AWS_SECRET_ACCESS_KEY=y", "api-key=z")).One<HardeningFact>();

        Assert.Equal(["bin/busybox", "bin/sh"], fact.Shells.Value);
        Assert.Equal(["sbin/apk", "usr/bin/pip3.12"], fact.PackageManagers.Value);
        Assert.Equal(["usr/bin/sudo", "usr/bin/wall"], fact.SetuidFiles.Value);
        Assert.Equal(["data", "etc/open"], fact.WorldWritable.Value);
        Assert.Equal(["etc/ssl/private/server.key", "root/.ssh/id_rsa"], fact.CredentialFiles.Value);
        Assert.Equal(["AWS_SECRET_ACCESS_KEY", "DB_PASSWORD", "api-key"], fact.SecretEnvNames.Value);
    }

    [Fact]
    public void Credential_that_a_higher_layer_hides_is_still_listed()
    {
        var fact = CollectedImage.Of(layer => layer.Whiteout("root/.ssh/id_rsa"), config => config.Layer(layer => layer.File("root/.ssh/id_rsa", "x"))).One<HardeningFact>();

        Assert.Equal(["root/.ssh/id_rsa"], fact.CredentialFiles.Value);
    }

    [Fact]
    public void Lists_are_unknown_to_policies_when_the_files_are_not_completely_known()
    {
        var image = CollectedImage.Of(layer => layer.File("x", ""), edit: raw => raw with { Images = [raw.Images[0] with { Inventory = null }] });
        var shells = FactSchema.Of(FactKind.Hardening).Fields.Single(field => field.Name == "shells");

        Assert.NotEqual(Coverage.Complete, image.Facts.CoverageOf(FactKind.Hardening));
        Assert.False(shells.Read(image.One<HardeningFact>()).IsKnown);
        Assert.False(image.One<HardeningFact>().Uid.IsKnown);
    }

    [Fact]
    public void Complete_lists_are_known_to_policies()
    {
        var shells = FactSchema.Of(FactKind.Hardening).Fields.Single(field => field.Name == "shells");

        Assert.Equal(ImmutableArray<string>.Empty, shells.Read(CollectedImage.Of(layer => layer.File("x", "")).One<HardeningFact>()).Value);
    }
}
