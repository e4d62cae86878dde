using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.WordPress;

/// <summary>The calls of WordPress's REST API that publishing needs.</summary>
internal interface IWordPressApi
{
    [Get("/wp-json/wp/v2/users/me?context=edit&_fields=id,name,capabilities")]
    Task<IApiResponse<WordPressUser>> FindUser(CancellationToken cancellationToken);

    /// <param name="slug">Compared exactly; several with commas between.</param>
    /// <param name="status"><c>any</c> means all but trash.</param>
    [Get("/wp-json/wp/v2/posts?context=edit&per_page=20&_fields=id,slug,status,link,modified_gmt")]
    Task<IApiResponse<IReadOnlyList<WordPressPost>>> ListPosts(string slug, string status, CancellationToken cancellationToken);

    [Get("/wp-json/wp/v2/posts/{id}?context=edit&_fields=id,slug,status,link")]
    Task<IApiResponse<WordPressPost>> FindPost(string id, CancellationToken cancellationToken);

    [Post("/wp-json/wp/v2/posts")]
    Task<IApiResponse<WordPressPost>> CreatePost([Body] WordPressDraft draft, CancellationToken cancellationToken);

    /// <summary>Repeating it changes nothing.</summary>
    [Put("/wp-json/wp/v2/posts/{id}")]
    Task<IApiResponse<WordPressPost>> ChangePost(string id, [Body] WordPressDraft draft, CancellationToken cancellationToken);

    /// <summary>Into the trash.</summary>
    [Delete("/wp-json/wp/v2/posts/{id}")]
    Task<IApiResponse> DeletePost(string id, CancellationToken cancellationToken);

    /// <param name="content">The bytes, with <c>Content-Type</c> and <c>Content-Disposition</c>.</param>
    /// <param name="post">The post that the picture belongs to from its first moment, so that it is found again whatever becomes of the answer.</param>
    [Post("/wp-json/wp/v2/media")]
    Task<IApiResponse<WordPressMedia>> Upload([Body] HttpContent content, [Query] string post, CancellationToken cancellationToken);

    /// <summary>The newest hundred pictures that belong to a post; also of one that lies in the trash.</summary>
    [Get("/wp-json/wp/v2/media?context=edit&per_page=100&_fields=id,slug,source_url")]
    Task<IApiResponse<IReadOnlyList<WordPressMedia>>> ListMedia(string parent, CancellationToken cancellationToken);

    [Post("/wp-json/wp/v2/media/{id}")]
    Task<IApiResponse<WordPressMedia>> DescribeMedia(long id, [Body] WordPressMediaFields fields, CancellationToken cancellationToken);

    [Get("/wp-json/wp/v2/media/{id}?context=edit&_fields=id")]
    Task<IApiResponse<WordPressMedia>> FindMedia(string id, CancellationToken cancellationToken);

    [Delete("/wp-json/wp/v2/media/{id}?force=true")]
    Task<IApiResponse> DeleteMedia(string id, CancellationToken cancellationToken);

    [Post("/wp-json/wp/v2/tags")]
    Task<IApiResponse<WordPressTag>> CreateTag([Body] WordPressTag tag, CancellationToken cancellationToken);
}

/// <summary>Fields of a post; those that are null stay as they are.</summary>
internal sealed record WordPressDraft(
    string? Title = null,
    string? Content = null,
    string? Excerpt = null,
    string? Slug = null,
    string? Status = null,
    long? FeaturedMedia = null,
    IReadOnlyList<long>? Tags = null
);

/// <param name="ModifiedGmt">Without an offset; only in lists.</param>
internal sealed record WordPressPost(long? Id, string? Slug, string? Status, string? Link, string? ModifiedGmt = null);

/// <param name="Slug">The file's name without its ending, with a number where that is taken.</param>
internal sealed record WordPressMedia(long? Id, string? SourceUrl, string? Slug);

internal sealed record WordPressMediaFields(string AltText);

internal sealed record WordPressTag(long? Id, string? Name);

internal sealed record WordPressUser(long? Id, string? Name, IReadOnlyDictionary<string, bool>? Capabilities);

internal sealed record WordPressError(string? Code, string? Message, WordPressErrorData? Data);

/// <param name="Details">By parameter, what was wrong with it.</param>
internal sealed record WordPressErrorData(long? TermId, IReadOnlyDictionary<string, WordPressErrorDetail>? Details);

internal sealed record WordPressErrorDetail(string? Code);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(WordPressDraft))]
[JsonSerializable(typeof(WordPressPost))]
[JsonSerializable(typeof(IReadOnlyList<WordPressPost>))]
[JsonSerializable(typeof(WordPressMedia))]
[JsonSerializable(typeof(IReadOnlyList<WordPressMedia>))]
[JsonSerializable(typeof(WordPressMediaFields))]
[JsonSerializable(typeof(WordPressTag))]
[JsonSerializable(typeof(WordPressUser))]
[JsonSerializable(typeof(WordPressError))]
internal sealed partial class WordPressJson : JsonSerializerContext;
