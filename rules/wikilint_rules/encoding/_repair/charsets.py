"""What each codec reads the bytes 80 to FF as. Written by `python -m benchmarks.mojibake.charsets`."""

CHARSETS: dict[str, str] = {
    "windows-1252": (
        "\u20ac\ufffd\u201aƒ\u201e\u2026\u2020\u2021ˆ\u2030Š\u2039Œ\ufffdŽ\ufffd\ufffd\u2018\u2019\u201c"
        "\u201d\u2022\u2013\u2014\u02dc\u2122š\u203aœ\ufffdžŸ\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9ª\xab"
        "\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4µ\xb6\xb7\xb8\xb9º\xbb\xbc\xbd\xbe\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ"
        "\xd7ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö\xf7øùúûüýþÿ"
    ),
    "iso-8859-1": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9ª\xab\xac\xad\xae\xaf\xb0"
        "\xb1\xb2\xb3\xb4µ\xb6\xb7\xb8\xb9º\xbb\xbc\xbd\xbe\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ\xd7ØÙÚÛÜÝÞßàáâãäåæçè"
        "éêëìíîïðñòóôõö\xf7øùúûüýþÿ"
    ),
    "windows-1251": (
        "ЂЃ\u201aѓ\u201e\u2026\u2020\u2021\u20ac\u2030Љ\u2039ЊЌЋЏђ\u2018\u2019\u201c\u201d\u2022\u2013"
        "\u2014\ufffd\u2122љ\u203aњќћџ\xa0ЎўЈ\xa4Ґ\xa6\xa7Ё\xa9Є\xab\xac\xad\xaeЇ\xb0\xb1Ііґµ\xb6\xb7ё"
        "\u2116є\xbbјЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
    ),
    "windows-1250": (
        "\u20ac\ufffd\u201a\ufffd\u201e\u2026\u2020\u2021\ufffd\u2030Š\u2039ŚŤŽŹ\ufffd\u2018\u2019\u201c"
        "\u201d\u2022\u2013\u2014\ufffd\u2122š\u203aśťžź\xa0ˇ\u02d8Ł\xa4Ą\xa6\xa7\xa8\xa9Ş\xab\xac\xad\xaeŻ"
        "\xb0\xb1\u02dbł\xb4µ\xb6\xb7\xb8ąş\xbbĽ\u02ddľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ\xd7ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîď"
        "đńňóôőö\xf7řůúűüýţ\u02d9"
    ),
    "windows-1253": (
        "\u20ac\ufffd\u201aƒ\u201e\u2026\u2020\u2021\ufffd\u2030\ufffd\u2039\ufffd\ufffd\ufffd\ufffd\ufffd"
        "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\ufffd\u2122\ufffd\u203a\ufffd\ufffd\ufffd\ufffd\xa0"
        "\u0385Ά\xa3\xa4\xa5\xa6\xa7\xa8\xa9\ufffd\xab\xac\xad\xae\u2015\xb0\xb1\xb2\xb3\u0384µ\xb6\xb7ΈΉΊ"
        "\xbbΌ\xbdΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\ufffdΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ\ufffd"
    ),
    "windows-1254": (
        "\u20ac\ufffd\u201aƒ\u201e\u2026\u2020\u2021ˆ\u2030Š\u2039Œ\ufffd\ufffd\ufffd\ufffd\u2018\u2019"
        "\u201c\u201d\u2022\u2013\u2014\u02dc\u2122š\u203aœ\ufffd\ufffdŸ\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7"
        "\xa8\xa9ª\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4µ\xb6\xb7\xb8\xb9º\xbb\xbc\xbd\xbe\xbfÀÁÂÃÄÅÆÇÈÉÊ"
        "ËÌÍÎÏĞÑÒÓÔÕÖ\xd7ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö\xf7øùúûüışÿ"
    ),
    "windows-1257": (
        "\u20ac\ufffd\u201a\ufffd\u201e\u2026\u2020\u2021\ufffd\u2030\ufffd\u2039\ufffd\xa8ˇ\xb8\ufffd"
        "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\ufffd\u2122\ufffd\u203a\ufffd\xaf\u02db\ufffd\xa0\ufffd"
        "\xa2\xa3\xa4\ufffd\xa6\xa7Ø\xa9Ŗ\xab\xac\xad\xaeÆ\xb0\xb1\xb2\xb3\xb4µ\xb6\xb7ø\xb9ŗ\xbb\xbc\xbd"
        "\xbeæĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ\xd7ŲŁŚŪÜŻŽßąįāćäåęēčéźėģķīļšńņóōõö\xf7ųłśūüżž\u02d9"
    ),
    "windows-1256": (
        "\u20ac\u067e\u201aƒ\u201e\u2026\u2020\u2021ˆ\u2030\u0679\u2039Œ\u0686\u0698\u0688\u06af\u2018"
        "\u2019\u201c\u201d\u2022\u2013\u2014\u06a9\u2122\u0691\u203aœ\u200c\u200d\u06ba\xa0\u060c\xa2\xa3"
        "\xa4\xa5\xa6\xa7\xa8\xa9\u06be\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4µ\xb6\xb7\xb8\xb9\u061b\xbb"
        "\xbc\xbd\xbe\u061f\u06c1\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c"
        "\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\xd7\u0637\u0638\u0639\u063a\u0640"
        "\u0641\u0642\u0643à\u0644â\u0645\u0646\u0647\u0648çèéêë\u0649\u064aîï\u064b\u064c\u064d\u064eô"
        "\u064f\u0650\xf7\u0651ù\u0652ûü\u200e\u200f\u06d2"
    ),
    "windows-1255": (
        "\u20ac\ufffd\u201aƒ\u201e\u2026\u2020\u2021ˆ\u2030\ufffd\u2039\ufffd\ufffd\ufffd\ufffd\ufffd\u2018"
        "\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\ufffd\u203a\ufffd\ufffd\ufffd\ufffd\xa0\xa1\xa2"
        "\xa3\u20aa\xa5\xa6\xa7\xa8\xa9\xd7\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4µ\xb6\xb7\xb8\xb9\xf7"
        "\xbb\xbc\xbd\xbe\xbf\u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\ufffd\u05bb\u05bc"
        "\u05bd\u05be\u05bf\u05c0\u05c1\u05c2\u05c3\u05f0\u05f1\u05f2\u05f3\u05f4\ufffd\ufffd\ufffd\ufffd"
        "\ufffd\ufffd\ufffd\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6\u05d7\u05d8\u05d9\u05da\u05db\u05dc"
        "\u05dd\u05de\u05df\u05e0\u05e1\u05e2\u05e3\u05e4\u05e5\u05e6\u05e7\u05e8\u05e9\u05ea\ufffd\ufffd"
        "\u200e\u200f\ufffd"
    ),
    "windows-1258": (
        "\u20ac\ufffd\u201aƒ\u201e\u2026\u2020\u2021ˆ\u2030\ufffd\u2039Œ\ufffd\ufffd\ufffd\ufffd\u2018"
        "\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\ufffd\u203aœ\ufffd\ufffdŸ\xa0\xa1\xa2\xa3\xa4\xa5"
        "\xa6\xa7\xa8\xa9ª\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4µ\xb6\xb7\xb8\xb9º\xbb\xbc\xbd\xbe\xbfÀÁÂ"
        "ĂÄÅÆÇÈÉÊË\u0300ÍÎÏĐÑ\u0309ÓÔƠÖ\xd7ØÙÚÛÜƯ\u0303ßàáâăäåæçèéêë\u0301íîïđñ\u0323óôơö\xf7øùúûüư\u20abÿ"
    ),
    "iso-8859-2": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0Ą\u02d8Ł\xa4ĽŚ\xa7\xa8ŠŞŤŹ\xadŽŻ\xb0ą\u02dbł\xb4ľśˇ\xb8šşťź"
        "\u02ddžżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ\xd7ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö\xf7řůúűüýţ\u02d9"
    ),
    "iso-8859-9": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9ª\xab\xac\xad\xae\xaf\xb0"
        "\xb1\xb2\xb3\xb4µ\xb6\xb7\xb8\xb9º\xbb\xbc\xbd\xbe\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ\xd7ØÙÚÛÜİŞßàáâãäåæçè"
        "éêëìíîïğñòóôõö\xf7øùúûüışÿ"
    ),
    "iso-8859-15": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\u20ac\xa5Š\xa7š\xa9ª\xab\xac\xad\xae\xaf\xb0\xb1"
        "\xb2\xb3Žµ\xb6\xb7ž\xb9º\xbbŒœŸ\xbfÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ\xd7ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö\xf7ø"
        "ùúûüýþÿ"
    ),
    "mac-roman": (
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\u2020\xb0\xa2\xa3\xa7\u2022\xb6ß\xae\xa9\u2122\xb4\xa8\u2260ÆØ"
        "\u221e\xb1\u2264\u2265\xa5µ\u2202\u2211\u220fπ\u222bªºΩæø\xbf\xa1\xac\u221aƒ\u2248\u2206\xab\xbb"
        "\u2026\xa0ÀÃÕŒœ\u2013\u2014\u201c\u201d\u2018\u2019\xf7\u25caÿŸ\u2044\u20ac\u2039\u203aﬁﬂ\u2021"
        "\xb7\u201a\u201e\u2030ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ\u02dc\xaf\u02d8\u02d9\u02da\xb8\u02dd\u02dbˇ"
    ),
    "cp437": (
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ\xa2\xa3\xa5\u20a7ƒáíóúñÑªº\xbf\u2310\xac\xbd\xbc\xa1\xab\xbb\u2591"
        "\u2592\u2593\u2502\u2524\u2561\u2562\u2556\u2555\u2563\u2551\u2557\u255d\u255c\u255b\u2510\u2514"
        "\u2534\u252c\u251c\u2500\u253c\u255e\u255f\u255a\u2554\u2569\u2566\u2560\u2550\u256c\u2567\u2568"
        "\u2564\u2565\u2559\u2558\u2552\u2553\u256b\u256a\u2518\u250c\u2588\u2584\u258c\u2590\u2580αßΓπΣσµτ"
        "ΦΘΩδ\u221eφε\u2229\u2261\xb1\u2265\u2264\u2320\u2321\xf7\u2248\xb0\u2219\xb7\u221aⁿ\xb2\u25a0\xa0"
    ),
    "cp850": (
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø\xa3Ø\xd7ƒáíóúñÑªº\xbf\xae\xac\xbd\xbc\xa1\xab\xbb\u2591\u2592\u2593"
        "\u2502\u2524ÁÂÀ\xa9\u2563\u2551\u2557\u255d\xa2\xa5\u2510\u2514\u2534\u252c\u251c\u2500\u253cãÃ"
        "\u255a\u2554\u2569\u2566\u2560\u2550\u256c\xa4ðÐÊËÈıÍÎÏ\u2518\u250c\u2588\u2584\xa6Ì\u2580ÓßÔÒõÕµþ"
        "ÞÚÛÙýÝ\xaf\xb4\xad\xb1\u2017\xbe\xb6\xa7\xf7\xb8\xb0\xa8\xb7\xb9\xb3\xb2\u25a0\xa0"
    ),
    "cp852": (
        "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ\xd7čáíóúĄąŽžĘę\xacźČş\xab\xbb\u2591\u2592\u2593\u2502\u2524ÁÂĚŞ"
        "\u2563\u2551\u2557\u255dŻż\u2510\u2514\u2534\u252c\u251c\u2500\u253cĂă\u255a\u2554\u2569\u2566"
        "\u2560\u2550\u256c\xa4đĐĎËďŇÍÎě\u2518\u250c\u2588\u2584ŢŮ\u2580ÓßÔŃńňŠšŔÚŕŰýÝţ\xb4\xad\u02dd\u02db"
        "ˇ\u02d8\xa7\xf7\xb8\xb0\xa8\u02d9űŘř\u25a0\xa0"
    ),
    "cp866": (
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп\u2591\u2592\u2593\u2502\u2524\u2561\u2562\u2556"
        "\u2555\u2563\u2551\u2557\u255d\u255c\u255b\u2510\u2514\u2534\u252c\u251c\u2500\u253c\u255e\u255f"
        "\u255a\u2554\u2569\u2566\u2560\u2550\u256c\u2567\u2568\u2564\u2565\u2559\u2558\u2552\u2553\u256b"
        "\u256a\u2518\u250c\u2588\u2584\u258c\u2590\u2580рстуфхцчшщъыьэюяЁёЄєЇїЎў\xb0\u2219\xb7\u221a\u2116"
        "\xa4\u25a0\xa0"
    ),
    "koi8-r": (
        "\u2500\u2502\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c\u2580\u2584\u2588\u258c\u2590"
        "\u2591\u2592\u2593\u2320\u25a0\u2219\u221a\u2248\u2264\u2265\xa0\u2321\xb0\xb2\xb7\xf7\u2550\u2551"
        "\u2552ё\u2553\u2554\u2555\u2556\u2557\u2558\u2559\u255a\u255b\u255c\u255d\u255e\u255f\u2560\u2561Ё"
        "\u2562\u2563\u2564\u2565\u2566\u2567\u2568\u2569\u256a\u256b\u256c\xa9юабцдефгхийклмнопярстужвьызш"
        "эщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ"
    ),
    "koi8-u": (
        "\u2500\u2502\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c\u2580\u2584\u2588\u258c\u2590"
        "\u2591\u2592\u2593\u2320\u25a0\u2219\u221a\u2248\u2264\u2265\xa0\u2321\xb0\xb2\xb7\xf7\u2550\u2551"
        "\u2552ёє\u2554ії\u2557\u2558\u2559\u255a\u255bґ\u255d\u255e\u255f\u2560\u2561ЁЄ\u2563ІЇ\u2566"
        "\u2567\u2568\u2569\u256aҐ\u256c\xa9юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧ"
        "Ъ"
    ),
    "mac-cyrillic": (
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\u2020\xb0Ґ\xa3\xa7\u2022\xb6І\xae\xa9\u2122Ђђ\u2260Ѓѓ\u221e\xb1"
        "\u2264\u2265іµґЈЄєЇїЉљЊњјЅ\xac\u221aƒ\u2248\u2206\xab\xbb\u2026\xa0ЋћЌќѕ\u2013\u2014\u201c\u201d"
        "\u2018\u2019\xf7\u201eЎўЏџ\u2116Ёёяабвгдежзийклмнопрстуфхцчшщъыьэю\u20ac"
    ),
    "cp858": (
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø\xa3Ø\xd7ƒáíóúñÑªº\xbf\xae\xac\xbd\xbc\xa1\xab\xbb\u2591\u2592\u2593"
        "\u2502\u2524ÁÂÀ\xa9\u2563\u2551\u2557\u255d\xa2\xa5\u2510\u2514\u2534\u252c\u251c\u2500\u253cãÃ"
        "\u255a\u2554\u2569\u2566\u2560\u2550\u256c\xa4ðÐÊËÈ\u20acÍÎÏ\u2518\u250c\u2588\u2584\xa6Ì\u2580ÓßÔ"
        "ÒõÕµþÞÚÛÙýÝ\xaf\xb4\xad\xb1\u2017\xbe\xb6\xa7\xf7\xb8\xb0\xa8\xb7\xb9\xb3\xb2\u25a0\xa0"
    ),
    "cp775": (
        "ĆüéāäģåćłēŖŗīŹÄÅÉæÆōöĢ\xa2ŚśÖÜø\xa3Ø\xd7\xa4ĀĪóŻżź\u201d\xa6\xa9\xae\xac\xbd\xbcŁ\xab\xbb\u2591"
        "\u2592\u2593\u2502\u2524ĄČĘĖ\u2563\u2551\u2557\u255dĮŠ\u2510\u2514\u2534\u252c\u251c\u2500\u253cŲŪ"
        "\u255a\u2554\u2569\u2566\u2560\u2550\u256cŽąčęėįšųūž\u2518\u250c\u2588\u2584\u258c\u2590\u2580ÓßŌŃ"
        "õÕµńĶķĻļņĒŅ\u2019\xad\xb1\u201c\xbe\xb6\xa7\xf7\u201e\xb0\u2219\xb7\xb9\xb3\xb2\u25a0\xa0"
    ),
    "cp855": (
        "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ\xab\xbb\u2591\u2592\u2593\u2502\u2524хХиИ\u2563"
        "\u2551\u2557\u255dйЙ\u2510\u2514\u2534\u252c\u251c\u2500\u253cкК\u255a\u2554\u2569\u2566\u2560"
        "\u2550\u256c\xa4лЛмМнНоОп\u2518\u250c\u2588\u2584Пя\u2580ЯрРсСтТуУжЖвВьЬ\u2116\xadыЫзЗшШэЭщЩчЧ\xa7"
        "\u25a0\xa0"
    ),
    "cp857": (
        "ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø\xa3ØŞşáíóúñÑĞğ\xbf\xae\xac\xbd\xbc\xa1\xab\xbb\u2591\u2592\u2593"
        "\u2502\u2524ÁÂÀ\xa9\u2563\u2551\u2557\u255d\xa2\xa5\u2510\u2514\u2534\u252c\u251c\u2500\u253cãÃ"
        "\u255a\u2554\u2569\u2566\u2560\u2550\u256c\xa4ºªÊËÈ\ufffdÍÎÏ\u2518\u250c\u2588\u2584\xa6Ì\u2580ÓßÔ"
        "ÒõÕµ\ufffd\xd7ÚÛÙìÿ\xaf\xb4\xad\xb1\ufffd\xbe\xb6\xa7\xf7\xb8\xb0\xa8\xb7\xb9\xb3\xb2\u25a0\xa0"
    ),
    "cp874": (
        "\u20ac\ufffd\ufffd\ufffd\ufffd\u2026\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"
        "\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"
        "\xa0กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะ\u0e31าำ\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39"
        "\u0e3a\ufffd\ufffd\ufffd\ufffd\u0e3fเแโใไๅๆ\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e\u0e4f"
        "\u0e50\u0e51\u0e52\u0e53\u0e54\u0e55\u0e56\u0e57\u0e58\u0e59\u0e5a\u0e5b\ufffd\ufffd\ufffd\ufffd"
    ),
    "iso-8859-16": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0ĄąŁ\u20ac\u201eŠ\xa7š\xa9Ș\xabŹ\xadźŻ\xb0\xb1ČłŽ\u201d\xb6\xb7"
        "žčș\xbbŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ"
    ),
    "iso-8859-14": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0Ḃḃ\xa3ĊċḊ\xa7Ẁ\xa9ẂḋỲ\xad\xaeŸḞḟĠġṀṁ\xb6ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌ"
        "ÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ"
    ),
    "iso-8859-13": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\u201d\xa2\xa3\xa4\u201e\xa6\xa7Ø\xa9Ŗ\xab\xac\xad\xaeÆ\xb0"
        "\xb1\xb2\xb3\u201cµ\xb6\xb7ø\xb9ŗ\xbb\xbc\xbd\xbeæĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ\xd7ŲŁŚŪÜŻŽßąįāćäåęēčéźėģ"
        "ķīļšńņóōõö\xf7ųłśūüżž\u2019"
    ),
    "iso-8859-10": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0ĄĒĢĪĨĶ\xa7ĻĐŠŦŽ\xadŪŊ\xb0ąēģīĩķ\xb7ļđšŧž\u2015ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍ"
        "ÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ"
    ),
    "iso-8859-7": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\u2018\u2019\xa3\u20ac\u20af\xa6\xa7\xa8\xa9ͺ\xab\xac\xad"
        "\ufffd\u2015\xb0\xb1\xb2\xb3\u0384\u0385Ά\xb7ΈΉΊ\xbbΌ\xbdΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\ufffdΣΤΥΦΧΨΩΪΫάέήίΰα"
        "βγδεζηθικλμνξοπρςστυφχψωϊϋόύώ\ufffd"
    ),
    "iso-8859-5": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0ЁЂЃЄЅІЇЈЉЊЋЌ\xadЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийкл"
        "мнопрстуфхцчшщъыьэюя\u2116ёђѓєѕіїјљњћќ\xa7ўџ"
    ),
    "iso-8859-4": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0ĄĸŖ\xa4ĨĻ\xa7\xa8ŠĒĢŦ\xadŽ\xaf\xb0ą\u02dbŗ\xb4ĩļˇ\xb8šēģŧŊžŋĀÁ"
        "ÂÃÄÅÆĮČÉĘËĖÍÎĪĐŅŌĶÔÕÖ\xd7ØŲÚÛÜŨŪßāáâãäåæįčéęëėíîīđņōķôõö\xf7øųúûüũū\u02d9"
    ),
    "iso-8859-3": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0Ħ\u02d8\xa3\xa4\ufffdĤ\xa7\xa8İŞĞĴ\xad\ufffdŻ\xb0ħ\xb2\xb3\xb4"
        "µĥ\xb7\xb8ışğĵ\xbd\ufffdżÀÁÂ\ufffdÄĊĈÇÈÉÊËÌÍÎÏ\ufffdÑÒÓÔĠÖ\xd7ĜÙÚÛÜŬŜßàáâ\ufffdäċĉçèéêëìíîï\ufffdñ"
        "òóôġö\xf7ĝùúûüŭŝ\u02d9"
    ),
    "mac-turkish": (
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\u2020\xb0\xa2\xa3\xa7\u2022\xb6ß\xae\xa9\u2122\xb4\xa8\u2260ÆØ"
        "\u221e\xb1\u2264\u2265\xa5µ\u2202\u2211\u220fπ\u222bªºΩæø\xbf\xa1\xac\u221aƒ\u2248\u2206\xab\xbb"
        "\u2026\xa0ÀÃÕŒœ\u2013\u2014\u201c\u201d\u2018\u2019\xf7\u25caÿŸĞğİıŞş\u2021\xb7\u201a\u201e\u2030Â"
        "ÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙ\uf8a0ˆ\u02dc\xaf\u02d8\u02d9\u02da\xb8\u02dd\u02dbˇ"
    ),
    "mac-latin2": (
        "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü\u2020\xb0Ę\xa3\xa7\u2022\xb6ß\xae\xa9\u2122ę\xa8\u2260ģĮįĪ\u2264"
        "\u2265īĶ\u2202\u2211łĻļĽľĹĺŅņŃ\xac\u221ańŇ\u2206\xab\xbb\u2026\xa0ňŐÕőŌ\u2013\u2014\u201c\u201d"
        "\u2018\u2019\xf7\u25caōŔŕŘ\u2039\u203ařŖŗŠ\u201a\u201ešŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ"
    ),
    "hp-roman8": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97"
        "\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0ÀÂÈÊËÎÏ\xb4ˋˆ\xa8\u02dcÙÛ\u20a4\xafÝý\xb0ÇçÑñ\xa1\xbf\xa4\xa3"
        "\xa5\xa7ƒ\xa2âêôûáéóúàèòùäëöüÅîØÆåíøæÄìÖÜÉïßÔÁÃãÐðÍÌÓÒÕõŠšÚŸÿÞþ\xb7µ\xb6\xbe\u2014\xbc\xbdªº\xab"
        "\u25a0\xbb\xb1\ufffd"
    ),
}
"""By its name in `tables.CODECS`, as Python decodes it; U+FFFD for a byte that the codec leaves undefined."""
