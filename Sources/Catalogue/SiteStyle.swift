/// How the pages look.
enum SiteStyle {
  /// Colours have a contrast of 4.5 to 1 and more, in the light and in the dark.
  static let css = """
    :root{color-scheme:light dark;--page:#fff;--ink:#1f2328;--faint:#59636e;--link:#0756b8;
    --good:#1b6e2b;--wait:#7a4d00;--bad:#b3261e;--line:#d0d7de;--code:#f3f5f7}
    @media(prefers-color-scheme:dark){:root{--page:#0d1117;--ink:#e6edf3;--faint:#9aa4ae;
    --link:#79b8ff;--good:#7ddc8b;--wait:#f2c063;--bad:#ff9a90;--line:#3d444d;--code:#161b22}}
    *{box-sizing:border-box}
    body{background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;margin:0 auto;
    max-width:76rem;padding:0 1rem 3rem}
    a{color:var(--link)}a:hover{text-decoration-thickness:2px}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{background:var(--page);left:1rem;padding:.5rem;position:absolute;top:-4rem}
    .skip:focus{top:0}
    header{align-items:center;border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;
    justify-content:space-between;padding:.5rem 0}
    header ul{display:flex;flex-wrap:wrap;gap:0 1rem;list-style:none;margin:0;padding:0}
    header li a{display:inline-block;padding:.4rem 0}
    h1{font-size:1.4rem}h1 code{font-size:1.2rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem}
    h1,h2,h3,p,li,dd,dt,td,th,summary{overflow-wrap:anywhere}
    code,pre{font-family:ui-monospace,monospace;font-size:.875rem}
    i{color:var(--faint);font-style:normal}strong{font-weight:600}
    .good{color:var(--good)}.wait{color:var(--wait)}.bad{color:var(--bad)}
    dl{display:grid;gap:.25rem 1rem;grid-template-columns:max-content 1fr;margin:1rem 0}
    dt{color:var(--faint);grid-column:1;max-width:12rem}dd{grid-column:2;margin:0;min-width:0}
    ul.jobs{list-style:none;padding:0}ul.jobs li{border-top:1px solid var(--line);padding:.35rem 0}
    li small,td small{color:var(--faint);display:block;font-size:.875rem}
    .wide,pre{overflow-x:auto}
    pre{background:var(--code);border:1px solid var(--line);padding:.75rem;tab-size:2}
    table{border-collapse:collapse;margin:.5rem 0;min-width:50%}
    th,td{border-top:1px solid var(--line);padding:.35rem .75rem .35rem 0;text-align:left;vertical-align:top}
    thead th{border:0;color:var(--faint);font-weight:600}
    .wide td,.wide th{min-width:4rem}.wide td:first-child{min-width:9rem}.wide img{max-width:none}
    input,select,button{background:var(--page);border:1px solid var(--faint);border-radius:.25rem;color:inherit;
    font:inherit;max-width:100%;padding:.35rem .5rem}
    button{cursor:pointer}::placeholder{color:var(--faint);opacity:1}
    summary{cursor:pointer;padding:.35rem 0}
    .fields{display:grid;gap:.5rem 1rem;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr))}
    .fields label{display:block}.fields select{width:100%}
    #search input[type=search]{width:min(32rem,100%)}
    img{height:auto;max-width:100%}
    @media(max-width:40rem){dl{display:block}dt{margin-top:.5rem;max-width:none}}
    @media print{header,.skip,form{display:none}}

    """
}
