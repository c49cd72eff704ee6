-- rules


extract"said"
{
    doc="A source says something.",
    match = [[source : <np>   cue:( said|told ) content:<quotation>]], -- no code
  stance   =   "asserts";


  rank=2 }
score "long" { doc = "A rule on one line that is too wide for it.", on = "claim", scale = "worth", points = 1, because = "it is there" }
local   turn=[[ "," ]]
score 'weighed' {
doc = "A function.", scale = "worth",
weigh=function ( claim,article )
local figure=claim.content and claim.content : first "figure"
if not figure or not claim.source then return nil end
  for _,other in ipairs( article.claims ) do
      -- a comment inside

      if other.source and other.source.entity~=claim.source.entity
      and other.content:shares(claim.content,"figure") then return nil,"twice"
      else -- at the end
        goto next
      end
        ::next::
  end
      local a <const>,b=-1,- -2
  return 2*a^2 ..b, "only", t[ [[key]] ], #x,not  y, {}, { 1,2 ;3},
    f(1)(2)
  .z
end
}
test "a" { "{source|The mayor} {cue|said} {content|“no”}." }
test "b" { "one",
  rule = "said", type = "direct" }
score "sum" {
  doc = "s", scale = "worth", points = 1, because = "b", match = all { contains [[ [ lemma=a|b&pos=VERB ] ]], lacks [[a
  | b]], "<np>" },
}
