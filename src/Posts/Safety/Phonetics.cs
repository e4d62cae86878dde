namespace Publisher.Posts.Safety;

/// <summary>
/// How the letters of each script sound, in one Latin alphabet of our own: S is sh, C ch, Z zh, J dzh, T ts, D dz, h also kh. A letter that
/// several standards or habits write or read differently has several sounds, the usual one first. Sources: BGN/PCGN for Azerbaijani,
/// Armenian, Georgian and Russian, ICAO Doc 9303, ISO 9, GOST 7.79, the Georgian national system of 2002, the press of three languages.
/// </summary>
internal static class Phonetics
{
    private const string Latin = """
        a=a b=b d=d e=e f=f g=g i=i k=k l=l m=m n=n o=o p=p r=r t=t u=u v=v y=i z=z w=v
        ə=a,e ä=a,e ö=o,e ü=u ğ=g ø=o æ=e å=o đ=d ł=l ñ=n ß=s
        s=s ş=S,s š=S,s sh=S,sh sch=S shch=S schtsch=S šč=S chtch=S szcz=S
        c=J,k,T ce=Je,Te,se ci=Ji,Ti,si cy=Ji,Ti,si ç=C,J č=C,J ć=C ch=C,S,h tch=C tsch=C tsh=C ck=k
        j=J,Z,i dj=J dzh=J dsch=J dž=J dch=J zh=Z ž=Z,z x=h,ks q=k,g qu=ku,gu,k kh=h gh=g,h h=h, ts=T tz=T dz=D th=t ph=p,f
        ou=u,ou gue=ge,gue gui=gi,gui vv=v rn=rn,m
        0=o 1=i,l 3=e 4=a 5=s 6=b,g 7=t 8=b,v 9=g @=a $=s
        """;

    private const string Cyrillic = """
        а=a б=b в=v г=g,h д=d е=e ё=e,o ж=Z з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=T ч=C ш=S щ=S
        ъ= ы=i ь= э=e ю=iu я=ia,a ья=ia ия=iia ая=aia ея=eia оя=oia уя=uia ыя=iia дж=J дз=D тс=T,ts шч=S сч=S,sC
        ғ=g ҝ=g ҹ=J җ=J ә=a,e ӓ=a,e ө=o ү=u һ=h, ј=i ї=i і=i є=e ў=v ґ=g қ=k ң=n ұ=u
        0=o 1=i,l 3=z,e 4=C,a 5=s 6=b 7=t 8=v,b 9=g @=a $=s
        """;

    private const string Armenian = """
        ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=,e,i թ=t ժ=Z ի=i լ=l խ=h ծ=T կ=k հ=h, ձ=D ղ=g,h,k ճ=C մ=m յ=i ն=n շ=S ո=o չ=C պ=p ջ=J
        ռ=r ս=s վ=v տ=t ր=r ց=T ւ=v փ=p,f ք=k օ=o ֆ=f ու=u եա=ia եօ=io իւ=iu
        0=o 1=i,l 3=e 4=a 5=s 6=b 7=t 8=b 9=g @=a $=s
        """;

    /// <summary>The values of the west; aspirates are the same in both.</summary>
    private const string WesternArmenian = "բ=p գ=k դ=t պ=b կ=g տ=d ձ=T ծ=D ջ=C ճ=J";

    private const string Georgian = """
        ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=Z რ=r ს=s ტ=t უ=u ფ=p,f ქ=k ღ=g,h ყ=k,g შ=S ჩ=C ც=T
        ძ=D წ=T ჭ=C ხ=h ჯ=J ჰ=h, ჲ=i ჳ=v ჴ=h ჵ=o ჶ=f
        0=o 1=i,l 3=e 4=a 5=s 6=b 7=t 8=b 9=g @=a $=s
        """;

    private const string Greek =
        "α=a β=b,v γ=g δ=d ε=e ζ=z η=i θ=t ι=i κ=k λ=l μ=m ν=n ξ=ks ο=o π=p ρ=r σ=s ς=s τ=t υ=i φ=f χ=h ψ=ps ω=o ου=u";

    public static readonly SoundTable OfLatin = new($"{Latin} {Folding.CapitalI}=i,l");
    public static readonly SoundTable OfCyrillic = new(Cyrillic);
    public static readonly SoundTable OfArmenian = new(Armenian);
    public static readonly SoundTable OfWesternArmenian = new(Armenian + ' ' + WesternArmenian);
    public static readonly SoundTable OfGeorgian = new(Georgian);
    private static readonly SoundTable OfGreek = new(Greek);
    private static readonly SoundTable OfOthers = new("");

    public static SoundTable Of(Script script) =>
        script switch
        {
            Script.Latin => OfLatin,
            Script.Cyrillic => OfCyrillic,
            Script.Armenian => OfArmenian,
            Script.Georgian => OfGeorgian,
            Script.Greek => OfGreek,
            _ => OfOthers,
        };
}
