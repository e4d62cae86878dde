using Publisher.Api.Keys;
using Scalar.AspNetCore;

namespace Publisher.Api.Hosting;

internal static class DocsEndpoints
{
    /// <summary>Its own scripts and styles only; the page starts itself by a script that stands in it.</summary>
    private const string OwnScriptsOnly =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>The description of the API, and with <c>Docs:Enabled</c> a page to read it, which loads nothing from elsewhere.</summary>
    public static void MapDocs(this WebApplication app)
    {
        app.MapOpenApi("/openapi/v1.json").IsOpen();
        if (app.Configuration.GetValue<bool>("Docs:Enabled"))
        {
            var docs = app.MapScalarApiReference("/docs", scalar => scalar.WithTitle("Publisher").DisableDefaultFonts());
            docs.NeedsAnyKey().AddEndpointFilterFactory((_, next) => context => ShowAsync(context, next));
        }
    }

    private static ValueTask<object?> ShowAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.ContentSecurityPolicy = OwnScriptsOnly;
        return next(context);
    }
}
