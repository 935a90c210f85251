//! Who a claim's speaker is: within an article, across articles, and where the user says so.

use claimdiff::{
    Options,
    model::{Article, Lang, Report, ResolvedBy, SpeakerKind},
    pipeline,
    resolve::Aliases,
};

fn article(id: &str, lang: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        label: id.to_owned(),
        lang: Lang(lang.to_owned()),
        text: text.to_owned(),
        ..Article::default()
    }
}

fn names(report: &Report) -> Vec<&str> {
    report.claims.iter().map(|c| report.speaker(c.speaker).name.as_str()).collect()
}

fn compared(texts: &[(&str, &str)]) -> Report {
    let articles: Vec<Article> =
        texts.iter().enumerate().map(|(n, (lang, text))| article(&n.to_string(), lang, text)).collect();
    pipeline::compare(&articles, &Options::default())
}

#[test]
fn a_reader_knows_the_speaker() {
    for (lang, text, want) in [
        // A family name belongs to the full name, a function to its holder, a hidden subject to the speaker before.
        (
            "ar",
            "قال وزير المالية سامر الحداد إن الموازنة جاهزة. وأضاف الحداد أن الأسعار ثابتة. وقال الوزير إن العام صعب. وأوضح أن الحل قريب.",
            vec!["سامر الحداد"; 4],
        ),
        (
            "ar",
            "قالت وزارة الموارد المائية إن السد آمن. وأكدت الوزارة أن الخزان ممتلئ.",
            vec!["وزارة الموارد المائية"; 2],
        ),
        ("ar", "سئل سامر الحداد عما إذا كان سيستقيل، فأجاب «لا، لن أستقيل اليوم».", vec!["سامر الحداد"]),
        // A feminine verb never hides a man, a plural one no single person; the subject of a verb that reports nothing speaks on.
        (
            "ar",
            "قالت المديرة لمى البلوطي إن الباب مفتوح. وقال سامر الحداد إن الباب مغلق. وأضافت أن المفتاح عندها.",
            vec!["لمى البلوطي", "سامر الحداد", "لمى البلوطي"],
        ),
        (
            "ar",
            "قال خبراء إن السد قديم. وقال سامر الحداد إنه آمن. وأضافوا أن الخزان ممتلئ.",
            vec!["خبراء", "سامر الحداد", "خبراء"],
        ),
        ("ar", "قال سامر الحداد إن السد آمن. وأضافت أن الخزان ممتلئ.", vec!["سامر الحداد", ""]),
        (
            "ar",
            "قال الوزير رائف السنديان إن السد آمن.\nوابتسم المهندس سامر علي حداد وقال إن الخزان ممتلئ.",
            vec!["رائف السنديان", "سامر علي حداد"],
        ),
        // Forms of address and «the same source» stand for whoever bears them.
        (
            "ar",
            "استقبل الأمير نادر بن رائف مدير الميناء سامر الحداد. وأكد سموه أن المرفأ واسع.",
            vec!["نادر بن رائف"],
        ),
        (
            "ar",
            "صرح مصدر ملاحي أن القناة مفتوحة. وقال سامر الحداد إن السفن تعبر. وأشار المصدر ذاته إلى أن الريح هدأت.",
            vec!["مصدر ملاحي", "سامر الحداد", "مصدر ملاحي"],
        ),
        (
            "ar",
            "قال أمين عام نقابة الملاحين رائف بن نادر السنديان إن الموسم بدأ. وأوضح السكرتير الخاص للرئيس حداد أن القارب جاهز.",
            vec!["رائف بن نادر السنديان", "السكرتير الخاص للرئيس حداد"],
        ),
        ("ar", "لكن مصدرا ملاحيا قال إن القناة مغلقة.", vec!["مصدر ملاحي"]),
        (
            "en",
            "Finance Minister Mara Lind said the wall is old. She said it will be rebuilt. Ms Lind added that it costs little. The minister said that ships will pay.",
            vec!["Mara Lind"; 4],
        ),
        (
            "en",
            "Mara Lind, the mayor, said the wall is old. Her deputy, Tom Reed, said it is new. The mayor said that he was wrong.",
            vec!["Mara Lind", "Tom Reed", "Mara Lind"],
        ),
        (
            "en",
            "Spokeswoman Ada Poole said the wall is old. Spokesman Tom Reed said it is new. She said he was wrong.",
            vec!["Ada Poole", "Tom Reed", "Ada Poole"],
        ),
        // A description behind the source is no part of its name, but may hold it.
        (
            "en",
            "The Globe, a paper that covers the harbour, reported that the wall is old. One of the tenants, his cousin Ada Poole, 40, said it is new. It was closed, said the leader of the council, Tom Reed.",
            vec!["The Globe", "Ada Poole", "Tom Reed"],
        ),
        (
            "en",
            "At least one senator, Mara Lind, said the wall is old. The plan is dead, said Michael London, the former mayor.",
            vec!["Mara Lind", "Michael London"],
        ),
        (
            "en",
            "Michael London said the wall is old. London denied that the tenants had complained. Senior police official Ada Poole last week said that they had.",
            vec!["Michael London", "Michael London", "Ada Poole"],
        ),
        (
            "en",
            "The Lind Harbour Fund said the wall is old. Mr. Lind denied that he had seen it. Ada T. Song agreed that it was old.",
            vec!["The Lind Harbour Fund", "Lind", "Ada T. Song"],
        ),
        (
            "en",
            "Mr. Reed said the wall is old. Mrs. Reed said it is new. She added that he was wrong. Tom Poole's wife, Ada Poole, said it was closed. Jack Poole said it was open. Poole added that it was wide.",
            vec!["Reed", "Reed", "Reed", "Ada Poole", "Jack Poole", "Jack Poole"],
        ),
        (
            "en",
            "The Globe's Ada Lind said the wall is old. Mr. London said it was new. Acting town chief of staff Tom Reed denied that it had moved. A harbour PAC said that it was closed. Rep. Poole of Ohio agreed that it was open.",
            vec!["Ada Lind", "London", "Tom Reed", "A harbour PAC", "Poole"],
        ),
        // What a verb that reports nothing leaves of its clause is no source.
        (
            "en",
            "The mayor, holding her notes from the spring, said the wall is old. Some tenants who have listened to the talks over the years say that it is new. A 57-year-old mason says that both are wrong.",
            vec!["The mayor", "Some tenants", "A 57-year-old mason"],
        ),
        // Who speaks in a relative clause: its own subject, or whom the pronoun stands for.
        (
            "en",
            "The crowd cheered a toast in which Lind called the plan a farce. The town clerk who warned that the wall was old has left. The masons were angry over what Gov. Reed called a farce.",
            vec!["Lind", "The town clerk", "Reed"],
        ),
        // A title in full is that of who has it in short.
        (
            "en",
            "Rep. Ada Lind said the wall is old. Gov. Tom Reed said it is new. The congresswoman said it would fall, and the governor said it would stand.",
            vec!["Ada Lind", "Tom Reed", "Ada Lind", "Tom Reed"],
        ),
        // A later verb shares the subject with its initial; a noun behind a name makes it somebody else.
        (
            "en",
            "Jane Q. Lind went on television at noon, calling the board a farce and suggesting that it should go. A senior Tom Reed adviser said that it would stay. A former U.S. harbour official said that it was old.",
            vec![
                "Jane Q. Lind",
                "Jane Q. Lind",
                "A senior Tom Reed adviser",
                "A former U.S. harbour official",
            ],
        ),
    ] {
        let report = pipeline::extract(&[article("a", lang, text)], &Options::default());
        assert_eq!(names(&report), want, "{text}");
    }
}

#[test]
fn a_form_of_address_tells_two_of_one_family_apart() {
    let text = "Mr. Reed said the wall is old. Mrs. Reed said it is new. Mr. Reed added that she was wrong.";
    let report = pipeline::extract(&[article("a", "en", text)], &Options::default());
    let speakers: Vec<_> = report.claims.iter().map(|c| c.speaker).collect();
    assert!(speakers[0] != speakers[1] && speakers[0] == speakers[2], "{speakers:?}");
}

#[test]
fn a_speaker_is_related_to_whom_it_stands_for() {
    let text = "قال الكرملين إن الجسر مفتوح. وأكدت موسكو أن السفن تعبر. وقال المتحدث باسم وزارة الموانئ سامر الحداد إن الماء يرتفع.";
    let report = pipeline::extract(&[article("a", "ar", text)], &Options::default());
    let found: Vec<(&str, Vec<&str>)> = report
        .claims
        .iter()
        .map(|c| report.speaker(c.speaker))
        .map(|s| (s.name.as_str(), s.related.iter().map(String::as_str).collect()))
        .collect();
    let want = [("الكرملين", vec!["روسيا"]), ("روسيا", vec![]), ("سامر الحداد", vec!["وزارة الموانئ"])];
    assert_eq!(found, want);
}

#[test]
fn who_passes_a_statement_on_is_not_its_speaker() {
    let text = "ونقل المحافظ رائف السنديان عن المهندس نادر البلوطي قوله إن الماء يرتفع.";
    let report = pipeline::extract(&[article("a", "ar", text)], &Options::default());
    let via: Vec<_> = report.claims.iter().map(|c| c.attribution.via.map(|s| s.of(text))).collect();
    assert_eq!(names(&report), ["نادر البلوطي"]);
    assert_eq!(via, [Some("المحافظ رائف السنديان")]);
}

#[test]
fn a_family_name_with_another_consonant_is_another_family() {
    let left = ("ar", "قال الخبير خضر الشمراني إن السد آمن.");
    for (right, same) in [("قال الشهراني إن السد قديم.", false), ("قال الشمرانى إن السد قديم.", true)]
    {
        let report = compared(&[left, ("ar", right)]);
        assert_eq!(report.claims[0].speaker == report.claims[1].speaker, same, "{right}");
    }
}

#[test]
fn spellings_of_a_name_are_one_speaker_across_articles() {
    for (left, right) in [
        ("قال غريغوري دالميروف إن السد آمن.", "قال جريجوري دالميروف إن السد قديم."),
        ("قال المتحدث باسم الشركة سامر الحداد إن السد آمن.", "قال الحداد إن السد قديم."),
        ("قال المهندس سامر الحداد إن السد آمن.", "قال معالي الوزير سامر الحداد إن السد قديم."),
    ] {
        let report = compared(&[("ar", left), ("ar", right)]);
        assert_eq!(report.claims.len(), 2, "{left}");
        assert_eq!(report.claims[0].speaker, report.claims[1].speaker, "{left} {right}");
    }
}

#[test]
fn a_given_name_alone_never_merges_two_people() {
    let report =
        compared(&[("ar", "قال سامر من بيروت إن السد آمن."), ("ar", "قال سامر كنعان إن السد قديم.")]);
    assert_ne!(report.claims[0].speaker, report.claims[1].speaker);
    let report =
        compared(&[("en", "Mara Lind said the wall is old."), ("en", "Mara Poole said the wall is new.")]);
    assert_ne!(report.claims[0].speaker, report.claims[1].speaker);
}

#[test]
fn who_cannot_be_known_stays_unresolved() {
    let report = pipeline::extract(
        &[article("a", "en", "It was reported that the bridge might be pulled down.")],
        &Options::default(),
    );
    let [claim] = report.claims.as_slice() else { panic!("one claim, not {}", report.claims.len()) };
    assert_eq!(claim.resolved_by, ResolvedBy::Unresolved);
    let speaker = report.speaker(claim.speaker);
    assert_eq!((speaker.name.as_str(), speaker.kind), ("", SpeakerKind::Unknown));
}

/// An epithet names a function, whoever holds it; a person is not the office that bears the name.
#[test]
fn an_epithet_is_the_function_and_an_office_is_no_person() {
    let report = compared(&[
        ("ar", "نفى الكرملين وجود خلاف مع الجوار. وأكد سيد الكرملين أن الاتفاق سيوقع في الخريف."),
        ("ar", "قال الرئيس الروسي فاديم أورلوف إن الاتفاق سيوقع في الخريف."),
    ]);
    assert_eq!(names(&report), ["الكرملين", "فاديم أورلوف", "فاديم أورلوف"]);
    let report = compared(&[("en", "Lind's office said the pier was open. Lind said she would stay.")]);
    assert_eq!(names(&report), ["Lind's office", "Lind"]);
}

#[test]
fn aliases_join_what_the_user_says_is_one() {
    let aliases = "\"سامر الحداد\" = [\"Samer Haddad\", \"أبو ربيع\"]";
    let options = Options {
        aliases: Aliases::parse("aliases.toml", aliases).expect("well-formed"),
        ..Options::default()
    };
    let articles = vec![
        article("a", "ar", "قال سامر الحداد إن السد آمن. وقال أبو ربيع إن الماء وفير."),
        article("b", "en", "Samer Haddad said the dam is safe."),
    ];
    let report = pipeline::compare(&articles, &options);
    assert_eq!(names(&report), vec!["سامر الحداد"; 3]);
    assert_eq!(report.speakers.len(), 1);
}
