namespace Compliance.Pipeline.Apk.Solving;

/// <summary>Whose habits are followed where a dependency leaves a choice.</summary>
public enum ProviderChoice
{
    /// <summary>apko: an unversioned virtual name takes the best provider, and the solution says that it was an implicit choice.</summary>
    Apko = 0,

    /// <summary>apk-tools 3: a provider of an unversioned virtual name without a priority is taken only when something else asks for it.</summary>
    ApkTools = 1,
}
