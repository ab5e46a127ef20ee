namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>Recognises one family of cryptographic modules in ELF files. Stateless; never throws for what a stranger wrote.</summary>
public interface IModuleRule
{
    /// <summary>Symbols that the rule asks for.</summary>
    IEnumerable<string> Symbols { get; }

    /// <summary>The modules of this family that the file holds; empty for most files.</summary>
    IEnumerable<FoundModule> Find(ModuleSubject subject);
}
