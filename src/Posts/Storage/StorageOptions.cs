namespace Publisher.Posts.Storage;

/// <summary>Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>sqlite</c> (default) or <c>postgres</c>.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>For PostgreSQL, required; for SQLite the file lies in the data directory.</summary>
    public string? ConnectionString { get; set; }

    public bool IsPostgres => Provider == "postgres";
}

/// <summary>Section <c>Cluster</c>.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>Several processes share one PostgreSQL. Default: off.</summary>
    public bool Enabled { get; set; }
}

/// <summary>Section <c>Media</c>.</summary>
public sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary><c>disk</c> (default, in the data directory) or <c>s3</c>.</summary>
    public string Provider { get; set; } = "disk";

    /// <summary>The nodes of a cluster share one folder <c>media</c>. Default: no, so that a cluster on disks of its own is refused.</summary>
    public bool Shared { get; set; }
    public S3Options S3 { get; set; } = new();
}

/// <summary>Section <c>Media:S3</c>.</summary>
public sealed class S3Options
{
    public string Endpoint { get; set; } = "";
    public string Bucket { get; set; } = "";
    public string Region { get; set; } = "us-east-1";
    public string AccessKey { get; set; } = "";
    public string SecretKey { get; set; } = "";
}

/// <summary>Section <c>Secrets</c>: how the key ring is protected.</summary>
public sealed class SecretsOptions
{
    public const string Section = "Secrets";
    public string? Passphrase { get; set; }

    /// <summary>A PFX file with a private key.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Refuses to start without one of the two.</summary>
    public bool Require { get; set; }
}

/// <summary>Section <c>Approval</c>.</summary>
public sealed class ApprovalOptions
{
    public const string Section = "Approval";

    /// <summary><c>none</c>, <c>one</c> (default) or <c>two</c> people.</summary>
    public string Required { get; set; } = "one";

    /// <summary>An approval holds for the times that posts had when it was given; another time needs another approval. Default: no.</summary>
    public bool CoversTime { get; set; }

    public int People =>
        Required switch
        {
            "none" => 0,
            "two" => 2,
            _ => 1,
        };
}

/// <summary>Section <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";
    public const int MostDays = 7;

    /// <summary>
    /// How long uploads are kept as they came, encrypted; 0 (default) to 7 days. An original shows place and faces, so none is kept unless
    /// somebody chose to.
    /// </summary>
    public int OriginalsDays { get; set; }
}

/// <summary>Section <c>Public</c>.</summary>
public sealed class PublicOptions
{
    public const string Section = "Public";

    /// <summary>Where the outside reaches <c>/m</c>, <c>/p</c>, feeds and inbound hooks. Default: the address the service listens on.</summary>
    public Uri? BaseUrl { get; set; }
}

/// <summary>The folder that holds the database, media, keys and logs of this instance. One process at a time.</summary>
public sealed record DataDirectory(string Path)
{
    public string File(string name) => System.IO.Path.Combine(Path, name);
}
