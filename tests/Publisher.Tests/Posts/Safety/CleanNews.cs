using System.Globalization;

namespace Publisher.Tests.Posts.Safety;

/// <summary>
/// Posts that show nobody who is protected: sentences put together by a fixed draw. Their people share given names with those who are
/// protected, and never a surname. All names are invented.
/// </summary>
internal static class CleanNews
{
    public static readonly string[] Languages = ["en", "ru", "hy", "az", "ka"];

    private static readonly ILookup<string, string> Sentences = File.ReadLines(
            Path.Combine(Repository.Root, "tests/Publisher.Tests/Posts/Safety/clean-news.tsv")
        )
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('\t'))
        .ToLookup(cells => cells[0], cells => cells[1]);

    private static readonly Dictionary<string, Cast> Casts = new()
    {
        ["en"] = new(
            ["Oldbridge", "Marlow", "Eastford", "Highmoor", "Pinecroft"],
            ["Owen", "Rachel", "Alice", "Peter", "Martin", "Helen"],
            ["Calderwick", "Whitmarsh", "Brindlecombe", "Ashgrove"],
            ["Fernley", "Oakhurst", "Barrowby", "Millward", "Stonegate"]
        ),
        ["ru"] = new(
            ["Речном", "Заречье", "Горках", "Верхнем Броде", "Ключах"],
            ["Анна", "Дмитрий", "Сергей", "Мария", "Ольга", "Павел"],
            ["Жемчугова", "Островидский", "Щукарёв", "Полозова"],
            ["Ветрова", "Лугин", "Коростелёв", "Берёзкина", "Мельников"]
        ),
        ["hy"] = new(
            ["Այգեձոր", "Նորագյուղ", "Քարահունջ", "Վերինշեն", "Կապուտան"],
            ["Շողակաթ", "Լուսաբեր", "Արամ", "Նարե", "Տիգրան", "Անի"],
            ["Պետունյան", "Ճաղարումյան", "Վարդապարյան", "Մշտունյան"],
            ["Գետափյան", "Ծիրանյան", "Քարաշենյան", "Հովտունյան", "Լեռնեցյան"]
        ),
        ["az"] = new(
            ["Çaykənd", "Yuxarıbağ", "Daşkörpü", "Alçalı", "Göyçəmən"],
            ["Gülnarə", "Tofiq", "Əhməd", "Aysel", "Rəşad", "Nigar"],
            ["Səfikürdlü", "Məmmədhəsənov", "Çıraqzadə", "Bulaqlı"],
            ["Dağlıyev", "Qaraçaylı", "Yaylaqov", "Narbağlı", "Tutluzadə"]
        ),
        ["ka"] = new(
            ["წყაროსთავ", "მთისძირ", "ახალხიდ", "ვაშლოვან", "ნაპირ"],
            ["ნინო", "გიორგი", "თამარ", "ლევან", "ქეთევან", "დავით"],
            ["წერეთაძე", "ღვინაშვილი", "ხიდაშელი", "ყანჩაძე"],
            ["მთვარაძე", "ვენახიშვილი", "თოვლიაშვილი", "წაბლიძე", "კლდიაშვილი"]
        ),
    };

    /// <summary>Every given name of a language with every protected surname of it.</summary>
    public static IEnumerable<string> ProtectedNames =>
        Casts.Values.SelectMany(cast => cast.Given.SelectMany(given => cast.Protected.Select(surname => $"{given} {surname}")));

    public static string Post(string language, int number)
    {
        var draw = new Random(number);
        var cast = Casts[language];
        var sentences = Sentences[language].ToArray();
        draw.Shuffle(sentences);
        return string.Join(" ", sentences.Take(8).Select(sentence => Fill(sentence, cast, draw)));
    }

    private static string Fill(string sentence, Cast cast, Random draw)
    {
        return sentence
            .Replace("{p}", One(cast.Places), StringComparison.Ordinal)
            .Replace("{g}", One(cast.Given), StringComparison.Ordinal)
            .Replace("{s}", One(cast.Others), StringComparison.Ordinal)
            .Replace("{n}", draw.Next(5, 23).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        string One(string[] words) => words[draw.Next(words.Length)];
    }

    private sealed record Cast(string[] Places, string[] Given, string[] Protected, string[] Others);
}
