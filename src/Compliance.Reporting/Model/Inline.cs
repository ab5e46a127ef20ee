using Compliance.Formats;

namespace Compliance.Reporting.Model;

/// <summary>
/// A piece of running text. Every string passes <see cref="VisibleText"/> when the piece is made, so a tree never holds a character that
/// hides or reorders what is around it.
/// </summary>
public abstract record Inline
{
    private Inline(string text, int maxLength) => Value = VisibleText.Of(text, maxLength);

    /// <summary>The visible text; what a reader gets who copies it.</summary>
    public string Value { get; }

    public static implicit operator Inline(string text) => new Text(text);

    /// <summary>Plain words.</summary>
    public sealed record Text : Inline
    {
        public Text(string text)
            : base(text, VisibleText.MaxLength)
        {
        }
    }

    /// <summary>Words with weight.</summary>
    public sealed record Strong : Inline
    {
        public Strong(string text)
            : base(text, VisibleText.MaxLength)
        {
        }
    }

    /// <summary>Words that stand back: explanations beside a value.</summary>
    public sealed record Aside : Inline
    {
        public Aside(string text)
            : base(text, VisibleText.MaxLength)
        {
        }
    }

    /// <summary>A path, name or value exactly as found, in fixed width; may break anywhere.</summary>
    public sealed record Code : Inline
    {
        public Code(string text)
            : base(text, VisibleText.MaxLength)
        {
        }
    }

    /// <summary>A digest or fingerprint, <c>algorithm:hex</c>: shown in groups of eight, copied without gaps.</summary>
    public sealed record Hash : Inline
    {
        public Hash(string text)
            : base(text, VisibleText.MaxLength)
        {
        }

        public Hash(Digest digest)
            : this(digest.ToString())
        {
        }
    }

    /// <summary>A word with a shape and a colour.</summary>
    public sealed record Badge : Inline
    {
        public Badge(Tone tone, string word)
            : base(word, 80) => Tone = tone;

        public Tone Tone { get; }
    }

    /// <summary>Words that lead to an anchor of the same document.</summary>
    public sealed record Link : Inline
    {
        /// <param name="anchor">Id of a <see cref="Block.Section"/>.</param>
        public Link(string anchor, string text)
            : base(text, VisibleText.MaxLength) => Anchor = anchor;

        public string Anchor { get; }
    }
}
