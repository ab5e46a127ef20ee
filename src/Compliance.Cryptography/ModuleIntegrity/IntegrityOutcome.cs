namespace Compliance.Cryptography.ModuleIntegrity;

/// <summary>What recomputing a module's own integrity value gave.</summary>
public enum IntegrityOutcome
{
    /// <summary>There is no value, or no key to compute it with. The default, because it promises nothing.</summary>
    NotCheckable = 0,

    /// <summary>The value differs: the module's self-test fails and it refuses to work.</summary>
    Broken = 1,

    /// <summary>The value equals the file. It shows that the file is undamaged since the value was made, not who made either.</summary>
    Ok = 2,
}
