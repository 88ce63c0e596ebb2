internal import Formats

extension StatusPage {
  /// Colours have a contrast of 4.5 to 1 and more, in the light and in the dark.
  static let style: HTML = """
    :root{color-scheme:light dark;--good:#1b6e2b;--wait:#7a4d00;--bad:#b3261e;--line:#0004}
    @media(prefers-color-scheme:dark){
    :root{--good:#7ddc8b;--wait:#f2c063;--bad:#ff9a90;--line:#fff5}}
    body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:0 1rem 3rem}
    h1{font-size:1.4rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin-bottom:0}
    h1,h2,h3,th,li,code,summary{overflow-wrap:anywhere}
    code{font-size:.9rem}time{white-space:nowrap}
    .good{color:var(--good)}.wait{color:var(--wait)}.bad{color:var(--bad)}
    :focus-visible{outline:3px solid;outline-offset:2px}
    table{border-collapse:collapse;margin:1rem 0;width:100%}
    caption{font-weight:600;padding-bottom:.25rem;text-align:left}
    th,td{border-top:1px solid var(--line);padding:.4rem .75rem .4rem 0;text-align:left;
    vertical-align:top}
    thead th{border:0}
    tbody th{width:30%}td:nth-child(3){width:10rem}td:last-child{width:12rem}
    tbody th small{display:block;font-weight:400}
    details{border-top:1px solid var(--line);padding:.5rem 0}
    summary{cursor:pointer;padding:.25rem 0}
    pre{border:1px solid var(--line);font-size:.8rem;overflow-x:auto;padding:.5rem}
    @media(max-width:40rem){
    thead{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;width:1px}
    table,caption,tbody,tr,tbody th,td{display:block;width:auto!important}
    tr{border-top:1px solid var(--line);padding:.4rem 0}
    th,td{border:0;padding:.1rem 0}}
    """
}
