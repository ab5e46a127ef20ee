using Compliance.Policy.Documents;
using Compliance.Policy.Expressions;

namespace Compliance.Policy.Library;

/// <summary>A check with its expression and message.</summary>
internal sealed record CompiledCheck(CheckDocument Document, Expression Check, MessageTemplate Otherwise);
